import { type Rows, UnreadableInput } from "@usage-billing/sources";

/** Which column of an input file holds which field of a usage record. */
export interface Columns {
  readonly recordId: string;
  readonly channel: string;
  readonly subscription: string;
  readonly meter: string;
  readonly quantity: string;
  readonly start: string;
  readonly end: string;
  readonly description: string;
  readonly category: string;
  readonly amount: string;
  readonly tier: string;
  readonly acceptPartial: string;
  /** Further fields that only one channel needs, by attribute name. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The column names that are looked for when the configuration says nothing. */
export const defaultColumns: Columns = {
  recordId: "record_id",
  channel: "channel",
  subscription: "subscription",
  meter: "meter",
  quantity: "quantity",
  start: "start",
  end: "end",
  description: "description",
  category: "category",
  amount: "amount",
  tier: "tier",
  acceptPartial: "accept_partial",
  attributes: {},
};

const REQUIRED = ["subscription", "quantity", "start", "end"] as const;

/** What a file must have beyond the columns that every file needs. */
export interface ColumnNeeds {
  /** The column map. */
  readonly columns: Columns;
  /** Fields whose column the configuration names, so that it must be there. */
  readonly named: readonly (keyof Omit<Columns, "attributes">)[];
  /** Whether each row has to say its channel. */
  readonly channel: boolean;
}

/**
 * Makes sure that a file's header has every column that is needed.
 *
 * @param file - The file's name.
 * @param rows - The first rows; files without a header, such as JSON Lines, pass.
 * @param needs - The columns needed.
 * @throws {@link UnreadableInput} When one is missing; the message lists the columns that are there.
 */
export function requireColumns(file: string, rows: Rows, needs: ColumnNeeds): void {
  const present = rows.columns;
  if (present === undefined) return;
  const fields = [...REQUIRED, ...(needs.channel ? (["channel"] as const) : []), ...needs.named];
  const wanted = [
    ...fields.map((field) => ({ field: field as string, column: needs.columns[field] })),
    ...Object.entries(needs.columns.attributes).map(([field, column]) => ({ field, column })),
  ];
  const missing = wanted.find(({ column }) => !present.includes(column));
  if (missing === undefined) return;
  throw new UnreadableInput({
    file,
    line: 1,
    column: missing.column,
    rule: "missing-column",
    message: `the file has no such column, which holds the ${missing.field}; it has ${present.join(", ")}`,
    fix: `Add the column, or name another under "columns" in the configuration.`,
  });
}
