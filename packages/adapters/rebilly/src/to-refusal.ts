import {
  ChannelRequestError,
  type Problem,
  type RefusedOutcome,
  type UsageRecord,
} from "@usage-billing/core";

type Refusal = Pick<Problem, "field" | "fix" | "message" | "rule">;

/** The statuses with which Rebilly refuses a usage for good. How it chooses between 409 and 422 is inferred. */
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

/** The first field that `describeProblem` has put into the words. */
const NAMED_FIELD = new RegExp(`(?:^|; )(${Object.keys(OUR_FIELDS).join("|")}): `);

/**
 * Turns an error answer into a refusal, where Rebilly refused the usage for good.
 *
 * @param record - The record that was sent.
 * @param error - What was thrown.
 * @returns The refusal; undefined when the error says nothing about the record.
 */
export function toRefusal(record: UsageRecord, error: unknown): RefusedOutcome | undefined {
  if (!(error instanceof ChannelRequestError) || !error.inOwnForm) return undefined;
  const refusal = REFUSALS[error.status];
  if (refusal === undefined) return undefined;
  const named = NAMED_FIELD.exec(error.detail)?.[1] ?? "";
  const field = OUR_FIELDS[named] ?? refusal.field;
  const problem = { ...refusal, field, channelWords: error.detail };
  return { status: "refused", recordId: record.recordId, problem };
}
