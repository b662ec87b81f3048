import { checkRecord, type Problem, Quantity, type UsageRecord } from "@usage-billing/core";
import { rebillyCapabilities } from "./capabilities.ts";
import { isFilterable, isSubscriptionId } from "./subscription-id.ts";

function subscriptionProblem({ subscription }: UsageRecord): Problem | undefined {
  if (!isSubscriptionId(subscription)) {
    return {
      rule: "invalid-subscription",
      field: "subscription",
      message: `subscription "${subscription}" is no Rebilly id: at most 50 letters, digits and @ ~ - . _`,
      fix: "Give the id of the subscription item, such as sub_01HRF27SATGE4Z6PBJE6PD8328.",
    };
  }
  if (isFilterable(subscription)) return undefined;
  return {
    rule: "unsearchable-subscription",
    field: "subscription",
    message: `subscription "${subscription}" cannot be searched for at Rebilly, so a lost answer could not be settled`,
    fix: "Use an id that does not begin with @ and has no two dots in a row.",
  };
}

/** So many digits, with or without a point among them, every double keeps. */
const KEPT_DIGITS = 15;

/** Rebilly declares quantities as doubles: digits beyond what a double keeps would be changed without a word. */
function isKept(quantity: Quantity): boolean {
  const digits = quantity.toString();
  if (digits.length <= KEPT_DIGITS) return true;
  const stored = Number(digits).toFixed(rebillyCapabilities.decimals);
  return /^[\d.]+$/.test(stored) && Quantity.parse(stored).equals(quantity);
}

function precisionProblem({ quantity }: UsageRecord): Problem | undefined {
  if (isKept(quantity)) return undefined;
  return {
    rule: "quantity-not-exact",
    field: "quantity",
    message: `quantity ${quantity} has more digits than Rebilly keeps, which is what a double holds`,
    fix: "Report in a larger unit, or split the period.",
  };
}

/** Money that was quietly left out would be billed differently from what the vendor rated. */
function amountProblem({ amount }: UsageRecord): Problem | undefined {
  if (amount === undefined) return undefined;
  return {
    rule: "amount-not-taken",
    field: "amount",
    message: `the record has an amount of ${amount}; Rebilly rates the usage itself and takes none`,
    fix: "Leave the amount out.",
  };
}

/**
 * Checks a record against everything that Rebilly is known to refuse or unable to keep.
 *
 * @param record - The record.
 * @returns Every problem found.
 */
export function check(record: UsageRecord): readonly Problem[] {
  const shared = checkRecord(record, rebillyCapabilities);
  return [
    subscriptionProblem(record),
    ...shared,
    shared.length === 0 ? precisionProblem(record) : undefined,
    amountProblem(record),
  ].filter((problem) => problem !== undefined);
}
