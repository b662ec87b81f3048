import { checkRecord, type Problem, type UsageRecord } from "@usage-billing/core";
import { rebillyCapabilities } from "./capabilities.ts";

const LONGEST_ID = 50;
const ID = /^[@~\-.\w]+$/;

function subscriptionProblem(subscription: string): Problem | undefined {
  if (subscription.length <= LONGEST_ID && ID.test(subscription)) return undefined;
  return {
    rule: "invalid-subscription",
    field: "subscription",
    message: `subscription "${subscription}" is no Rebilly id: at most ${LONGEST_ID} letters, digits and @ ~ - . _`,
    fix: "Give the id of the subscription item, such as sub_01HRF27SATGE4Z6PBJE6PD8328.",
  };
}

/**
 * Checks a record against everything that Rebilly is known to refuse.
 *
 * @param record - The record.
 * @returns Every problem found.
 */
export function check(record: UsageRecord): readonly Problem[] {
  const own = subscriptionProblem(record.subscription);
  const shared = checkRecord(record, rebillyCapabilities);
  return own === undefined ? shared : [own, ...shared];
}
