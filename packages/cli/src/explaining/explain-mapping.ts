import { deriveRecordId, formatInstant, type UsageRecord } from "@usage-billing/core";
import type { Columns } from "../input/columns.ts";

/** Where a field of a record comes from. */
export interface MappedField {
  /** The record's field. */
  readonly field: string;
  /** Its value, as text. */
  readonly value: string;
  /** The column that holds it. */
  readonly column?: string;
  /** How it came about, where no column holds it. */
  readonly origin?: string;
}

type Field = readonly [field: keyof Omit<Columns, "attributes">, value: string | undefined];

function listFields(record: UsageRecord): readonly Field[] {
  const { channel, subscription, meter, quantity, period } = record;
  return [
    ["channel", channel],
    ["subscription", subscription],
    ["meter", meter],
    ["quantity", quantity.toString()],
    ["start", formatInstant(period.start)],
    ["end", formatInstant(period.end)],
    ["description", record.description],
    ["category", record.category],
    ["amount", record.amount?.toString()],
    ["tier", record.tier === undefined ? undefined : String(record.tier)],
    [
      "acceptPartial",
      record.acceptPartial === undefined ? undefined : String(record.acceptPartial),
    ],
  ];
}

/** The id is a column's, unless it is just what the fact's own would be. */
function explainId(record: UsageRecord, columns: Columns, source: string): MappedField {
  const { recordId, channel, subscription, meter, period } = record;
  const facts = { source, channel, subscription, meter, period, revision: 0 };
  const value = recordId;
  if (deriveRecordId(facts) !== recordId)
    return { field: "recordId", value, column: columns.recordId };
  const origin = `derived from source "${source}", channel, subscription, meter, period and revision 0`;
  return { field: "recordId", value, origin };
}

/**
 * Tells which column of its source gave which field of a record, by the configuration as it is now.
 *
 * @param record - The record.
 * @param columns - The column of each field.
 * @param source - The name of what metered the usage.
 * @returns The fields that the record has.
 */
export function explainMapping(
  record: UsageRecord,
  columns: Columns,
  source: string,
): readonly MappedField[] {
  const mapped = listFields(record).flatMap(([field, value]): readonly MappedField[] =>
    value === undefined ? [] : [{ field, value, column: columns[field] }],
  );
  const attributes = Object.entries(record.attributes ?? {}).map(([name, value]): MappedField => {
    const column = columns.attributes[name];
    return { field: `attributes.${name}`, value, ...(column === undefined ? {} : { column }) };
  });
  return [explainId(record, columns, source), ...mapped, ...attributes];
}
