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

/** What the adapter refuses itself, because Rebilly would, or could not keep it. */
export const ownChecks: readonly KnownRefusal[] = [
  {
    id: "too-many-decimals",
    field: "quantity",
    meaning: "Rebilly keeps three decimals of a quantity, and this one has more.",
    fix: "Report in a smaller unit, or round before reporting.",
  },
  {
    id: "quantity-too-small",
    field: "quantity",
    meaning: "Rebilly takes no quantity below 0.001, so none of zero either.",
    fix: "Leave the record out, or add it to a later period.",
  },
  {
    id: "negative-quantity",
    field: "quantity",
    meaning: "Rebilly takes no negative usage.",
    fix: "Correct or retract the earlier record instead.",
  },
  {
    id: "quantity-not-exact",
    field: "quantity",
    meaning: "The quantity has more digits than Rebilly keeps, so another one would be billed.",
    fix: "Report in a larger unit, or split the period.",
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
    meaning: "Rebilly keeps whole seconds, and an end of the period is finer.",
    fix: "Cut the times to whole seconds.",
  },
  {
    id: "invalid-subscription",
    field: "subscription",
    meaning: "The subscription has a form that no id of Rebilly has.",
    fix: "Give the id of the subscription item.",
  },
  {
    id: "unsearchable-subscription",
    field: "subscription",
    meaning:
      "Usage of this subscription could not be searched for, so a lost answer could not be settled.",
    fix: "Use an id that does not begin with @ and has no two dots in a row.",
  },
  {
    id: "amount-not-taken",
    field: "amount",
    meaning: "Rebilly rates usage itself and takes no amount of money.",
    fix: "Leave the amount out.",
  },
  {
    id: "duplicate-natural-key",
    field: "period",
    meaning:
      "Two records have the same subscription, time and quantity, by which alone Rebilly tells usage apart.",
    fix: "Add them up, or report them with different times.",
  },
  {
    id: "changed-fact",
    field: "record",
    meaning:
      "A correction keeps the subscription and the start of the period; this one has others.",
    fix: "Retract the record and report another.",
  },
].map(check);
