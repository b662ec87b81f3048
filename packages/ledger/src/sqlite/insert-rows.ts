import type { Statements, Value } from "./statements.ts";

/** How many rows one statement adds: as many as there are, by as few statements as that takes. */
const SIZES = [32, 8, 1] as const;

// The places of values have no numbers: with numbers, SQLite looks through all of them for each value that
// is bound, which with 300 of them takes longer than the insertion.

/** A statement that adds rows of a table. */
export interface Insertion {
  /** How many values a row has. */
  readonly width: number;
  /** The statements, by how many rows they add. */
  readonly texts: ReadonlyMap<number, string>;
}

/**
 * Prepares the texts of a statement that adds rows.
 *
 * @param into - For example `entries (seq, at)`.
 * @param row - The values of a row; `?` where one that is bound stands.
 * @returns The statement.
 */
export function defineInsertion(into: string, row: string): Insertion {
  const width = row.split("?").length - 1;
  const texts = SIZES.map((size) => {
    const rows = Array.from({ length: size }, () => `(${row})`).join(", ");
    return [size, `INSERT INTO ${into} VALUES ${rows}`] as const;
  });
  return { width, texts: new Map(texts) };
}

/**
 * Adds rows, many with one statement.
 *
 * @param statements - The database's statements.
 * @param insertion - The statement.
 * @param values - What is bound, one row after the other.
 */
export function insertRows(
  statements: Statements,
  { width, texts }: Insertion,
  values: readonly Value[],
): void {
  let from = 0;
  for (const [size, sql] of texts) {
    const length = size * width;
    for (; values.length - from >= length; from += length) {
      statements.run(sql, ...values.slice(from, from + length));
    }
  }
}
