import type { KnownRefusal } from "@usage-billing/core";

type Checked = Pick<KnownRefusal, "field" | "fix" | "id" | "meaning">;

function check(checked: Checked): KnownRefusal {
  const rest = { at: "before sending", retry: "after the fix", basis: "own check" } as const;
  return { ...checked, rule: checked.id, ...rest };
}

/** What the adapter refuses itself, because the platform would refuse the whole file for it. */
export const ownChecks: readonly KnownRefusal[] = [
  {
    id: "missing-text",
    field: "record",
    meaning: "A field that every row needs is empty.",
    fix: "Map a column to the field.",
  },
  {
    id: "too-many-decimals",
    field: "quantity",
    meaning:
      "No item of Connect keeps as many decimals, or the dynamic item's precision has fewer.",
    fix: "Round before reporting, or widen the precision.",
  },
  {
    id: "negative-quantity",
    field: "quantity",
    meaning: "A usage file carries no negative rows.",
    fix: "Correct or retract the earlier record instead.",
  },
  {
    id: "missing-meter",
    field: "meter",
    meaning: "Connect needs an item.",
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
    meaning: "Connect keeps whole seconds, and an end of the period is finer.",
    fix: "Cut the times to whole seconds.",
  },
  {
    id: "outside-period",
    field: "period",
    meaning: "The record is not within the days that are reported.",
    fix: "Report it with its own month, or correct the period in the configuration.",
  },
  {
    id: "missing-product",
    field: "attributes.product",
    meaning: "A usage file needs a product, and neither the record nor the configuration has one.",
    fix: "Set product in the channel's configuration, or map a column to the attribute.",
  },
  {
    id: "missing-contract",
    field: "attributes.contract",
    meaning: "A usage file needs a contract, and neither the record nor the configuration has one.",
    fix: "Set contract in the channel's configuration, or map a column to the attribute.",
  },
  {
    id: "missing-currency",
    field: "attributes.currency",
    meaning: "A usage file needs a currency, and neither the record nor the configuration has one.",
    fix: "Set currency in the channel's configuration, or map a column to the attribute.",
  },
  {
    id: "invalid-product",
    field: "attributes.product",
    meaning: "The product has a form that the platform does not take.",
    fix: "Correct it in the configuration or in its column.",
  },
  {
    id: "invalid-contract",
    field: "attributes.contract",
    meaning: "The contract has a form that the platform does not take.",
    fix: "Correct it in the configuration or in its column.",
  },
  {
    id: "invalid-currency",
    field: "attributes.currency",
    meaning: "The currency has a form that the platform does not take.",
    fix: "Correct it in the configuration or in its column.",
  },
  {
    id: "missing-asset-criterion",
    field: "attributes",
    meaning: "The parameter by which the subscription is to be found has no name.",
    fix: "Write asset.id or parameter.ID as assetCriteria in the configuration.",
  },
  {
    id: "invalid-asset-criterion",
    field: "attributes",
    meaning: "The platform does not find subscriptions by this.",
    fix: "Write asset.id or parameter.ID as assetCriteria in the configuration.",
  },
  {
    id: "forbidden-amount",
    field: "amount",
    meaning: "The product's reporting schema takes no amount.",
    fix: "Leave the amount out, or set the product's own schema.",
  },
  {
    id: "missing-amount",
    field: "amount",
    meaning: "The product's reporting schema needs the amount of every record.",
    fix: "Map a column to amount.",
  },
  {
    id: "forbidden-tier",
    field: "tier",
    meaning: "The product's reporting schema takes no tier.",
    fix: "Leave the tier out, or set the product's own schema.",
  },
  {
    id: "missing-tier",
    field: "tier",
    meaning: "The product's reporting schema needs the tier of every record.",
    fix: "Map a column to tier.",
  },
  {
    id: "negative-amount",
    field: "amount",
    meaning: "A usage file carries no credits.",
    fix: "Agree with the distributor on a credit, and leave the record out.",
  },
  {
    id: "amount-too-great",
    field: "amount",
    meaning: "The amount is above what the platform keeps.",
    fix: "Split the period.",
  },
  {
    id: "invalid-tier",
    field: "tier",
    meaning: "Tiers are 0 for the customer, 1 and 2 for resellers.",
    fix: "Write 0, 1 or 2.",
  },
  {
    id: "tier-without-amount",
    field: "tier",
    meaning: "A tier says whom an amount is for, and there is no amount.",
    fix: "Add the amount, or leave the tier out.",
  },
  {
    id: "control-character",
    field: "record",
    meaning: "A text holds a sign that a workbook cannot carry.",
    fix: "Take line breaks and control characters out.",
  },
  {
    id: "html-tag",
    field: "record",
    meaning: "A text holds markup, which the platform refuses.",
    fix: "Take the markup out.",
  },
  {
    id: "escape-sequence",
    field: "record",
    meaning: "Spreadsheet programs read a part of the text as one sign.",
    fix: "Change that part of the text.",
  },
  {
    id: "text-too-long",
    field: "record",
    meaning: "A text is longer than the platform takes.",
    fix: "Shorten it.",
  },
  {
    id: "missing-dynamic-item",
    field: "attributes",
    meaning: "A dynamic item needs all of its cells.",
    fix: "Fill in the item_ attributes.",
  },
  {
    id: "invalid-item-precision",
    field: "attributes",
    meaning: "The precision of a dynamic item is none that the platform knows.",
    fix: "Take integer, decimal(1), decimal(2), decimal(4) or decimal(8).",
  },
  {
    id: "incomplete-dynamic-item",
    field: "attributes",
    meaning: "A dynamic item needs all of its cells.",
    fix: "Fill in the item_ attributes, or leave all of them out.",
  },
  {
    id: "duplicate-record-id",
    field: "recordId",
    meaning: "Two records of one file have the same id.",
    fix: "Give each record its own id.",
  },
  {
    id: "workbook-too-large",
    field: "record",
    meaning: "The workbook would be larger than the platform takes.",
    fix: "Report fewer records at once.",
  },
].map(check);
