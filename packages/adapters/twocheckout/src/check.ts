import { checkRecord, formatPeriod, type Problem, type UsageRecord } from "@usage-billing/core";
import { type AccountTime, isUnambiguous } from "./account-time.ts";
import { twoCheckoutCapabilities } from "./capabilities.ts";
import { toToken } from "./description.ts";

const LONGEST_TOKEN = 200;
const SECOND = 1_000;

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
  if (recordId === "" || !recordId.isWellFormed()) {
    return {
      rule: "invalid-record-id",
      field: "recordId",
      message: "the record id is empty or no Unicode text, and the description has to carry it",
      fix: "Use ids of letters, digits and signs.",
    };
  }
  if (toToken(recordId).length <= LONGEST_TOKEN) return undefined;
  return {
    rule: "record-id-too-long",
    field: "recordId",
    message:
      "the record id is too long to be carried in the description, by which it is found again",
    fix: "Use ids of at most 64 characters.",
  };
}

/** Why the account's local times cannot stand for a period. */
function timeProblem({ period }: UsageRecord, time: AccountTime): Problem | undefined {
  const local = time.toAccount(period);
  const words = `${formatPeriod(period)} is ${local.start} to ${local.end} in the account's time`;
  if (local.end < local.start) {
    return {
      rule: "local-end-before-start",
      field: "period",
      message: `${words}, which ends before it starts, because the clocks are set back in it`,
      fix: "Let the period start or end outside the hour that the clocks repeat.",
    };
  }
  if (isUnambiguous(time, period)) return undefined;
  if (period.end - period.start === SECOND) {
    return {
      rule: "one-second-period",
      field: "period",
      message: `${words}: 2Checkout's ends are inclusive, so one second cannot be told from an instant`,
      fix: "Report an instant, with equal ends, or a longer period.",
    };
  }
  return {
    rule: "ambiguous-local-time",
    field: "period",
    message: `${words}, which another period has as well, because the clocks repeat that hour`,
    fix: "Report both of these hours as one record.",
  };
}

/** Money that is quietly left out would be billed differently from what the vendor rated. */
function amountProblem({ amount }: UsageRecord): Problem | undefined {
  if (amount === undefined) return undefined;
  return {
    rule: "amount-not-taken",
    field: "amount",
    message: `the record has an amount of ${amount}; 2Checkout rates the usage itself and takes none`,
    fix: "Leave the amount out.",
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
  const hasTimes = shared.every(({ field }) => field !== "period");
  return [
    subscriptionProblem(record),
    recordIdProblem(record),
    ...shared,
    hasTimes ? timeProblem(record, time) : undefined,
    amountProblem(record),
  ].filter((problem) => problem !== undefined);
}
