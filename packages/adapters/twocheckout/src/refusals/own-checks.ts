import type { KnownRefusal } from "@usage-billing/core";

type Checked = Pick<KnownRefusal, "field" | "fix" | "id" | "meaning">;

function check(checked: Checked): KnownRefusal {
  return {
    ...checked,
    rule: checked.id,
    at: "before sending",
    retry: "after the fix",
    basis: "own check",
  };
}

/** What the adapter refuses itself, because 2Checkout would, or could not express it. */
export const ownChecks: readonly KnownRefusal[] = [
  {
    id: "too-many-decimals",
    field: "quantity",
    meaning: "2Checkout takes whole units only.",
    fix: "Report in a smaller unit, or let the rest be carried to the next period.",
  },
  {
    id: "negative-quantity",
    field: "quantity",
    meaning: "2Checkout takes no negative units.",
    fix: "Correct or retract the earlier record instead.",
  },
  {
    id: "quantity-too-great",
    field: "quantity",
    meaning: "Units are numbers of 32 bits, and these do not fit.",
    fix: "Report in a larger unit, or split the period.",
  },
  {
    id: "missing-meter",
    field: "meter",
    meaning: "2Checkout needs the code of the price option group.",
    fix: "Map a column to meter.",
  },
  {
    id: "time-out-of-range",
    field: "period",
    meaning: "An end of the period is outside the years 1000 to 9999.",
    fix: "Look whether the times are milliseconds since 1970.",
  },
  {
    id: "time-too-fine",
    field: "period",
    meaning: "2Checkout keeps whole seconds, and an end of the period is finer.",
    fix: "Cut the times to whole seconds.",
  },
  {
    id: "invalid-subscription",
    field: "subscription",
    meaning: "The subscription has a form that no reference of 2Checkout has.",
    fix: "Give the subscription reference, such as 83FE4FEF2.",
  },
  {
    id: "invalid-record-id",
    field: "recordId",
    meaning:
      "The description has to carry the record id, and this one is empty or no Unicode text.",
    fix: "Use ids of letters, digits and signs.",
  },
  {
    id: "record-id-too-long",
    field: "recordId",
    meaning: "The description has to carry the record id, and this one does not fit.",
    fix: "Use ids of at most 64 characters.",
  },
  {
    id: "local-end-before-start",
    field: "period",
    meaning:
      "In the account's time the period ends before it starts, because clocks are set back in it.",
    fix: "Let the period start or end outside the hour that the clocks repeat.",
  },
  {
    id: "one-second-period",
    field: "period",
    meaning: "Ends are inclusive at 2Checkout, so one second looks like an instant.",
    fix: "Report an instant, with equal ends, or a longer period.",
  },
  {
    id: "ambiguous-local-time",
    field: "period",
    meaning: "Two periods have these local times, because the clocks repeat that hour.",
    fix: "Report both of these hours as one record.",
  },
  {
    id: "amount-not-taken",
    field: "amount",
    meaning: "2Checkout rates usage itself and takes no amount of money.",
    fix: "Leave the amount out.",
  },
  {
    id: "duplicate-record-id",
    field: "recordId",
    meaning: "Two records of one delivery have the same id, by which alone they are found again.",
    fix: "Give each record its own id.",
  },
  {
    id: "changed-fact",
    field: "record",
    meaning: "2Checkout changes units and description only; this correction changes more.",
    fix: "Retract the record and report another.",
  },
].map(check);
