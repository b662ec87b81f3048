import { Buffer } from "node:buffer";
import { packageParts, sheetPart } from "./package-xml.ts";
import { type Cell, RowWriter, SHEET_END, SHEET_START } from "./sheet-xml.ts";
import { type Piece, TextCutter } from "./text-cutter.ts";
import { packFile, ZipBooks } from "./zip-writer.ts";

/** A sheet to be written: a row of headers, then one row of cells each. */
export interface Sheet {
  /** The name by which readers find it. */
  readonly name: string;
  /** The headers, one a column. */
  readonly header: readonly string[];
  /** The rows; each has at most as many cells as there are headers. */
  readonly rows: Iterable<readonly Cell[]>;
}

function* sheetTexts({ header, rows }: Sheet): Generator<string> {
  const writer = new RowWriter(header.length);
  yield SHEET_START;
  yield writer.write(header);
  for (const cells of rows) yield writer.write(cells);
  yield SHEET_END;
}

function* cutTexts(texts: Iterable<string>): Generator<Piece> {
  const cutter = new TextCutter();
  for (const text of texts) {
    const piece = cutter.add(text);
    if (piece !== undefined) yield piece;
  }
  yield cutter.end();
}

/**
 * Writes a workbook (XLSX, ISO/IEC 29500) at once. The same sheets give the same bytes with the same
 * Node.js, and those of `streamWorkbook`.
 *
 * @param sheets - The sheets, in their order.
 * @returns The bytes of the file.
 * @throws {@link InvalidCellError} When a cell cannot be written.
 */
export function writeWorkbook(sheets: readonly Sheet[]): Uint8Array {
  const books = new ZipBooks();
  const parts = packageParts(sheets.map(({ name }) => name)).flatMap(({ name, xml }) => [
    ...packFile(books, name, cutTexts([xml])),
  ]);
  const files = sheets.flatMap((sheet, index) => [
    ...packFile(books, sheetPart(index), cutTexts(sheetTexts(sheet))),
  ]);
  return Buffer.concat([...parts, ...files, books.finish()]);
}
