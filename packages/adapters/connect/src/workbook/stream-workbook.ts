import type { Cell } from "./sheet-xml.ts";
import { WorkbookWriter } from "./workbook-writer.ts";

/** A sheet whose rows come one after the other. */
export interface StreamedSheet {
  /** The name by which readers find it. */
  readonly name: string;
  /** The headers, one a column. */
  readonly header: readonly string[];
  /** The rows, read once when it is the sheet's turn; each has at most as many cells as there are headers. */
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/**
 * Passes on what a writer still has.
 *
 * @param writer - The writer.
 * @returns The bytes.
 */
export async function* takeAll(writer: WorkbookWriter): AsyncGenerator<Uint8Array> {
  let bytes = await writer.take();
  while (bytes !== undefined) {
    yield bytes;
    bytes = await writer.take();
  }
}

/**
 * Writes a workbook (XLSX, ISO/IEC 29500) of any size: neither its rows nor its bytes are held. The
 * same rows give the same bytes with the same Node.js, however slowly they come or are taken.
 *
 * @param sheets - The sheets, in their order.
 * @returns The bytes of the file, as they are ready.
 * @throws {@link InvalidCellError} When a cell cannot be written.
 */
export async function* streamWorkbook(
  sheets: readonly StreamedSheet[],
): AsyncGenerator<Uint8Array> {
  const writer = new WorkbookWriter(sheets.map(({ name }) => name));
  for (const { header, rows } of sheets) {
    writer.openSheet(header);
    for await (const cells of rows) {
      writer.addRow(cells);
      while (writer.isFull) yield (await writer.take()) ?? new Uint8Array();
    }
    await writer.closeSheet();
  }
  writer.finish();
  yield* takeAll(writer);
}
