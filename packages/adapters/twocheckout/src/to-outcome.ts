import {
  type AcceptedOutcome,
  ChannelRequestError,
  formatPeriod,
  type HeldUsage,
  type RefusedOutcome,
  type UnknownOutcome,
  type UsageRecord,
} from "@usage-billing/core";

/**
 * Tells whether held usage is of the meter and the period of a record.
 *
 * @param record - The record.
 * @param held - What 2Checkout holds.
 * @returns Whether it reports the same fact, whatever the units.
 */
export function isAbout({ meter, period }: UsageRecord, held: HeldUsage): boolean {
  return (
    held.meter === meter && held.period.start === period.start && held.period.end === period.end
  );
}

/**
 * Compares what 2Checkout holds under a record's id with what was sent.
 *
 * @param record - The record that was sent.
 * @param held - What 2Checkout holds.
 * @returns `accepted` when meter, period and units are equal, else `unknown`: somebody changed it.
 */
export function toOutcome(record: UsageRecord, held: HeldUsage): AcceptedOutcome | UnknownOutcome {
  const { recordId, quantity } = record;
  const { reference, status, billingReference } = held;
  if (!isAbout(record, held) || !held.quantity.equals(quantity)) {
    const place = `${held.quantity} of ${held.meter} for ${formatPeriod(held.period)}`;
    const reason = `2Checkout holds the record as ${reference} with ${place}, which is not what was sent`;
    return { status: "unknown", recordId, reason, candidates: [held] };
  }
  return {
    status: "accepted",
    recordId,
    reference,
    channelState: status,
    ...(billingReference === undefined ? {} : { billingReference }),
  };
}

/** A start before the subscription's, or an end after its expiration; units can be out of bounds as well. */
const OUT_OF_TERM = /interval out of bounds/i;

const NO_SUBSCRIPTION = /(no|unknown|invalid)[ _](such )?(subscription|licen[cs]e)/i;

/** Words of 2Checkout's refusals; their punctuation varies, so they are looked for, not compared. */
const RULES: readonly {
  readonly words: RegExp;
  readonly rule: string;
  readonly field: string;
  readonly fix: string;
}[] = [
  {
    words: OUT_OF_TERM,
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
  return (
    error instanceof ChannelRequestError &&
    error.inOwnForm &&
    [400, 404, 409, 422].includes(error.status)
  );
}

/** Tells whether an answer says that what was asked for is not there: no such subscription, or no such time in it. */
export function isNotThere(error: unknown): boolean {
  if (!isRefusal(error)) return false;
  return error.status === 404 || isOutOfBounds(error) || NO_SUBSCRIPTION.test(error.detail);
}

/** Tells whether an interval reaches beyond the subscription's start or expiration. */
export function isOutOfBounds(error: unknown): boolean {
  return error instanceof ChannelRequestError && OUT_OF_TERM.test(error.detail);
}

/**
 * Turns an error answer into an outcome.
 *
 * @param record - The record that was sent.
 * @param error - The answer.
 * @returns The refusal, with 2Checkout's own words; `unknown` when it says that it has the usage already,
 * which only read-back can confirm.
 */
export function toRefusal(
  record: UsageRecord,
  error: ChannelRequestError,
): RefusedOutcome | UnknownOutcome {
  if (/duplicate|already (exists|reported|recorded|stored)/i.test(error.detail)) {
    return { status: "unknown", recordId: record.recordId, reason: error.detail };
  }
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
