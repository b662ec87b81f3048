import { checkRecord, type Problem, type UsageRecord } from "@usage-billing/core";
import { type AccountTime, isUnambiguous } from "./account-time.ts";
import { twoCheckoutCapabilities } from "./capabilities.ts";
import { toToken } from "./description.ts";

const LONGEST_TOKEN = 200;

function subscriptionProblem({ subscription }: UsageRecord): Problem | undefined {
  if (/^[\w-]+$/.test(subscription)) return undefined;
  return {
    rule: "invalid-subscription",
    field: "subscription",
    message: `subscription "${subscription}" is no 2Checkout reference: letters, digits, _ and -`,
    fix: "Give the subscription reference, such as 83FE4FEF2.",
  };
}

function recordIdProblem({ recordId }: UsageRecord): Problem | undefined {
  if (toToken(recordId).length <= LONGEST_TOKEN) return undefined;
  return {
    rule: "record-id-too-long",
    field: "recordId",
    message:
      "the record id is too long to be carried in the description, by which it is found again",
    fix: "Use ids of at most 64 characters.",
  };
}

function timeProblem({ period }: UsageRecord, time: AccountTime): Problem | undefined {
  if (isUnambiguous(time, period)) return undefined;
  return {
    rule: "ambiguous-local-time",
    field: "period",
    message:
      "the period starts or ends within the hour that the account's clocks repeat, and 2Checkout's times carry no offset",
    fix: "Report both of these hours as one record.",
  };
}

/**
 * Checks a record against everything that 2Checkout is known to refuse or unable to express.
 *
 * @param record - The record.
 * @param time - The account's time.
 * @returns Every problem found.
 */
export function check(record: UsageRecord, time: AccountTime): readonly Problem[] {
  const shared = checkRecord(record, twoCheckoutCapabilities);
  const isWholeSeconds = shared.every(({ rule }) => rule !== "time-too-fine");
  return [
    subscriptionProblem(record),
    recordIdProblem(record),
    ...shared,
    isWholeSeconds ? timeProblem(record, time) : undefined,
  ].filter((problem) => problem !== undefined);
}
