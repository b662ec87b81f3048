import {
  type AcceptedOutcome,
  ChannelRequestError,
  type HeldUsage,
  type PartialOutcome,
  type RefusedOutcome,
  type UsageRecord,
} from "@usage-billing/core";

/**
 * Compares what 2Checkout holds with what was sent.
 *
 * @param record - The record that was sent.
 * @param held - What 2Checkout holds.
 * @returns `accepted` when the units are equal, else `partial`.
 */
export function toOutcome(record: UsageRecord, held: HeldUsage): AcceptedOutcome | PartialOutcome {
  const { recordId, quantity } = record;
  const { reference, status, billingReference } = held;
  if (!held.quantity.equals(quantity)) {
    return { status: "partial", recordId, reference, sent: quantity, stored: held.quantity };
  }
  return {
    status: "accepted",
    recordId,
    reference,
    channelState: status,
    ...(billingReference === undefined ? {} : { billingReference }),
  };
}

/** Words of 2Checkout's refusals; their punctuation varies, so they are looked for, not compared. */
const RULES: readonly {
  readonly words: RegExp;
  readonly rule: string;
  readonly field: string;
  readonly fix: string;
}[] = [
  {
    words: /out of bounds/i,
    rule: "outside-subscription",
    field: "period",
    fix: "Split the usage at the subscription's start and expiration, in the account's time zone.",
  },
  {
    words: /option/i,
    rule: "unknown-meter",
    field: "meter",
    fix: "Give the code of the price option group that meters this subscription's product.",
  },
  {
    words: /subscription|licen[cs]e/i,
    rule: "unknown-subscription",
    field: "subscription",
    fix: "Give the subscription reference of this merchant's account.",
  },
  {
    words: /units/i,
    rule: "invalid-units",
    field: "quantity",
    fix: "Report whole units within the option's scale.",
  },
];

/** Tells whether an answer refuses what was sent for good, so that the same request would fail again. */
export function isRefusal(error: unknown): error is ChannelRequestError {
  return error instanceof ChannelRequestError && [400, 404, 409, 422].includes(error.status);
}

/** Tells whether an answer says that what was asked for is not there: no such subscription, or no such time in it. */
export function isNotThere(error: unknown): boolean {
  return isRefusal(error) && (error.status === 404 || isOutOfBounds(error));
}

/** Tells whether an interval reaches beyond the subscription's start or expiration. */
export function isOutOfBounds(error: unknown): boolean {
  return error instanceof ChannelRequestError && /out of bounds/i.test(error.detail);
}

/**
 * Turns an error answer into a refusal.
 *
 * @param record - The record that was sent.
 * @param error - The answer.
 * @returns The refusal, with 2Checkout's own words.
 */
export function toRefusal(record: UsageRecord, error: ChannelRequestError): RefusedOutcome {
  const known = RULES.find(({ words }) => words.test(error.detail));
  const { rule = "refused", field = "record", fix } = known ?? {};
  return {
    status: "refused",
    recordId: record.recordId,
    problem: {
      rule,
      field,
      message: "2Checkout refused the usage",
      channelWords: error.detail,
      ...(fix === undefined ? {} : { fix }),
    },
  };
}
