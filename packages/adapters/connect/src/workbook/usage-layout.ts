/** The sheet of the usage rows: its present name, and that of 2019, which old files still carry. */
export const RECORD_SHEETS = ["records", "usage_records"] as const;

/** The column of the record ids: its present header, and that of 2019. */
const ID_HEADERS = ["record_id", "usage_record_id"] as const;

/**
 * Finds the record id of a row.
 *
 * @param values - The row's texts by header.
 * @returns The id; nothing when the row has none.
 */
export function idOf(values: ReadonlyMap<string, string>): string | undefined {
  for (const header of ID_HEADERS) {
    const id = values.get(header)?.trim();
    if (id) return id;
  }
  return undefined;
}
