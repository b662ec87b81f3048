import type { Problem, UsageRecord } from "@usage-billing/core";

/** How a product's usage is rated; a property of the product, never of one report. */
export type ReportingSchemaId = "QT" | "CR" | "PR" | "TR";

/** Whether a record has to have a value or must not have it. */
export type Demand = "required" | "forbidden";

/** What a reporting schema asks of each record. */
export interface ReportingSchema {
  /** The platform's name of it. */
  readonly name: string;
  /** Whose price the amount is. */
  readonly amountIs: string;
  /** The column `amount`. */
  readonly amount: Demand;
  /** The column `tier`. */
  readonly tier: Demand;
}

/** The reporting schemas by the platform's ids. */
export const reportingSchemas: Readonly<Record<ReportingSchemaId, ReportingSchema>> = {
  QT: {
    name: "Quantity",
    amountIs: "nobody's: the distributor rates the quantity",
    amount: "forbidden",
    tier: "forbidden",
  },
  CR: {
    name: "Cost Rated",
    amountIs: "what the provider pays",
    amount: "required",
    tier: "forbidden",
  },
  PR: {
    name: "Price Rated",
    amountIs: "what the end customer pays",
    amount: "required",
    tier: "forbidden",
  },
  TR: {
    name: "Tier Rated",
    amountIs: "what the account of the row's tier pays",
    amount: "required",
    tier: "required",
  },
};

const RATED_FIELDS = ["amount", "tier"] as const;

/**
 * Checks a record against a reporting schema.
 *
 * @param record - The record.
 * @param id - The product's schema.
 * @returns Every problem found.
 */
export function checkReportingSchema(
  record: UsageRecord,
  id: ReportingSchemaId,
): readonly Problem[] {
  const schema = reportingSchemas[id];
  return RATED_FIELDS.flatMap((field): readonly Problem[] => {
    const isGiven = record[field] !== undefined;
    if (isGiven === (schema[field] === "required")) return [];
    const of = `schema ${id} (${schema.name})`;
    return isGiven
      ? [
          {
            rule: `forbidden-${field}`,
            field,
            message: `the record has ${field} ${record[field]}, which ${of} does not take`,
            fix: `Leave the ${field} out, or ask the distributor which schema the product has.`,
          },
        ]
      : [
          {
            rule: `missing-${field}`,
            field,
            message: `the record has no ${field}, which ${of} requires`,
            fix: `Map a column to ${field}; the amount is ${schema.amountIs}.`,
          },
        ];
  });
}
