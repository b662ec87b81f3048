import { writeXlsx } from "hucre/xlsx";

/** A comment that the platform puts on a cell. */
export interface CellNote {
  /** The row, counted from 1 as spreadsheets do. */
  readonly row: number;
  /** The header of the column. */
  readonly column: string;
  /** The reason. */
  readonly words: string;
}

/** What a processed file holds. */
export interface ProcessedFile {
  readonly sheet?: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly CellNote[];
}

/**
 * Writes a processed file, by a library of others: shared texts, and reasons as comments.
 *
 * @param file - What it holds.
 * @returns The bytes of the workbook.
 */
export function processedFile(file: ProcessedFile): Promise<Uint8Array> {
  const { sheet = "records", header, rows, notes } = file;
  const all = [header, ...rows];
  const cells = new Map(
    notes.map(({ row, column, words }) => {
      const index = header.indexOf(column);
      const comment = { author: "Connect", text: words };
      return [`${row - 1},${index}`, { value: all[row - 1]?.[index] ?? null, comment }];
    }),
  );
  const records = { name: sheet, rows: all.map((row) => [...row]), cells };
  return writeXlsx({ sheets: [{ name: "instructions", rows: [["Read me"]] }, records] });
}
