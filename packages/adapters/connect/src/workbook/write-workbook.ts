import { concatBytes } from "./bytes.ts";
import type { Cell } from "./sheet-xml.ts";
import { WorkbookWriter } from "./workbook-writer.ts";

/** A sheet to be written: a row of headers, then one row of cells each. */
export interface Sheet {
  /** The name by which readers find it. */
  readonly name: string;
  /** The headers, one a column. */
  readonly header: readonly string[];
  /** The rows; each has at most as many cells as there are headers. */
  readonly rows: Iterable<readonly Cell[]>;
}

/**
 * Writes a workbook (XLSX, ISO/IEC 29500) at once, by the writer that streams. The same sheets give
 * the bytes of `streamWorkbook`, and the same bytes every time; {@link WorkbookWriter} says what
 * that rests on.
 *
 * @param sheets - The sheets, in their order.
 * @returns The bytes of the file.
 * @throws {@link InvalidCellError} When a cell cannot be written.
 */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const writer = new WorkbookWriter(
    sheets.map(({ name }) => name),
    { packsNow: true },
  );
  for (const { header, rows } of sheets) {
    writer.openSheet(header);
    for (const cells of rows) writer.addRow(cells);
    writer.closeSheetNow();
  }
  writer.finish();
  return concatBytes(writer.takeNow());
}
