import {
  type AcceptedOutcome,
  ChannelRequestError,
  type HeldUsage,
  type PartialOutcome,
  type RefusedOutcome,
  type UsageRecord,
} from "@usage-billing/core";

/**
 * Compares what Rebilly holds with what was sent. Rebilly trims a quantity without saying so.
 *
 * @param record - The record that was sent.
 * @param held - What Rebilly holds.
 * @returns `accepted` when the quantities are equal, else `partial`.
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

interface Refusal {
  readonly rule: string;
  readonly field: string;
  readonly message: string;
  readonly fix: string;
}

/** The statuses with which Rebilly refuses a usage for good; which of 409 and 422 it chooses is inferred. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: {
    rule: "invalid-request",
    field: "record",
    message: "Rebilly could not read the usage",
    fix: "Mend the field that Rebilly names and report again.",
  },
  404: {
    rule: "unknown-subscription",
    field: "subscription",
    message: "Rebilly does not know the subscription",
    fix: "Give the id of the subscription item, not of the order.",
  },
  409: {
    rule: "usage-limit-exceeded",
    field: "quantity",
    message: "a limit of the plan, or the state of the subscription, forbids the usage",
    fix: "Let the customer's limit be raised, or report with acceptPartial to fill what is left of it.",
  },
  422: {
    rule: "invalid-fields",
    field: "record",
    message: "Rebilly found invalid fields",
    fix: "Mend the fields that Rebilly names and report again.",
  },
};

const OUR_FIELDS: Readonly<Record<string, string>> = {
  subscriptionId: "subscription",
  quantity: "quantity",
  usageTime: "period",
  acceptPartialQuantity: "acceptPartial",
};

/** The first field of Rebilly's words that one of ours stands for. */
function namedField(words: string): string | undefined {
  return Object.entries(OUR_FIELDS).find(([theirs]) => words.includes(`${theirs}:`))?.[1];
}

/**
 * Turns an error answer into a refusal, where Rebilly refused the usage for good.
 *
 * @param record - The record that was sent.
 * @param error - What was thrown.
 * @returns The refusal; undefined when the error says nothing about the record.
 */
export function toRefusal(record: UsageRecord, error: unknown): RefusedOutcome | undefined {
  if (!(error instanceof ChannelRequestError)) return undefined;
  const refusal = REFUSALS[error.status];
  if (refusal === undefined) return undefined;
  const field = namedField(error.detail) ?? refusal.field;
  const problem = { ...refusal, field, channelWords: error.detail };
  return { status: "refused", recordId: record.recordId, problem };
}
