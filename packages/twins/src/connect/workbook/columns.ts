import type { ConnectProduct } from "../../catalogue/catalogue.ts";

const REQUIRED = [
  "record_id",
  "item_search_criteria",
  "item_search_value",
  "quantity",
  "start_time_utc",
  "end_time_utc",
  "asset_search_criteria",
  "asset_search_value",
];

const REQUIRED_BY_SCHEMA: Readonly<Record<ConnectProduct["schema"], readonly string[]>> = {
  QT: [],
  CR: ["amount"],
  PR: ["amount"],
  TR: ["amount", "tier"],
};

const OPTIONAL = [
  "record_note",
  "category_id",
  "amount",
  "tier",
  "item_name",
  "item_unit",
  "item_mpn",
  "item_precision",
];

/** A parameter of the vendor or of the provider. */
const PARAMETER = /^[vp]\..+/;

/**
 * Names the columns that a product's files must have.
 *
 * @param schema - The product's reporting schema.
 * @returns The headers of the sheet `records`.
 */
export function requiredColumns(schema: ConnectProduct["schema"]): readonly string[] {
  return [...REQUIRED, ...REQUIRED_BY_SCHEMA[schema]];
}

/**
 * Tells whether a column is a parameter.
 *
 * @param header - Its header.
 * @returns Whether it starts with `v.` or `p.`.
 */
export function isParameter(header: string): boolean {
  return PARAMETER.test(header);
}

/**
 * Tells whether the sheet `records` may have a column.
 *
 * @param header - Its header.
 * @returns Whether the platform knows it.
 */
export function isKnownColumn(header: string): boolean {
  return REQUIRED.includes(header) || OPTIONAL.includes(header) || isParameter(header);
}
