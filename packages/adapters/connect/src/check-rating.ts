import { type Problem, Quantity, type UsageRecord } from "@usage-billing/core";

/** The bound of the API's own amount. */
const GREATEST_AMOUNT: Quantity = Quantity.parse("10000000000000000");
/** 0 is the customer, 1 its reseller, 2 the reseller above. */
const TIERS: readonly number[] = [0, 1, 2];

function amountProblem(amount: Quantity | undefined): Problem | undefined {
  if (amount === undefined) return undefined;
  if (amount.isNegative) {
    return {
      rule: "negative-amount",
      field: "amount",
      message: `amount ${amount} is negative; a usage file carries no credits`,
      fix: "Agree with the distributor on a credit, and leave the record out.",
    };
  }
  if (amount.compare(GREATEST_AMOUNT) <= 0) return undefined;
  const message = `amount ${amount} is above ${GREATEST_AMOUNT}, the most that the channel takes`;
  return { rule: "amount-too-great", field: "amount", message, fix: "Split the period." };
}

function tierProblem({ tier, amount }: UsageRecord): Problem | undefined {
  if (tier === undefined) return undefined;
  if (!TIERS.includes(tier)) {
    const message = `tier ${tier} is none of ${TIERS.join(", ")}`;
    return { rule: "invalid-tier", field: "tier", message, fix: "0 is the customer." };
  }
  if (amount !== undefined) return undefined;
  return {
    rule: "tier-without-amount",
    field: "tier",
    message: `the record has tier ${tier} but no amount; a tier says whom an amount is for`,
    fix: "Add the amount, or leave the tier out.",
  };
}

/**
 * Checks the money of a record that the vendor has rated.
 *
 * @param record - The record.
 * @returns Every problem found.
 */
export function checkRating(record: UsageRecord): readonly Problem[] {
  return [amountProblem(record.amount), tierProblem(record)].filter(
    (problem) => problem !== undefined,
  );
}
