import { type CellRow, RowScanner } from "./row-scanner.ts";

const CHUNK_BYTES = 1 << 16;

/**
 * Reads the cells of a sheet.
 *
 * @param xml - The sheet's part, UTF-8.
 * @param sharedStrings - The workbook's shared texts.
 * @returns Its rows, empty ones left out.
 * @throws {@link InvalidWorkbookError} When the XML is broken.
 */
export function readCells(xml: Uint8Array, sharedStrings: readonly string[]): readonly CellRow[] {
  const scanner = new RowScanner(sharedStrings);
  const decoder = new TextDecoder();
  const rows: CellRow[] = [];
  for (let start = 0; start < xml.length; start += CHUNK_BYTES) {
    const chunk = xml.subarray(start, start + CHUNK_BYTES);
    rows.push(...scanner.write(decoder.decode(chunk, { stream: true })));
  }
  rows.push(...scanner.write(decoder.decode()));
  scanner.end();
  return rows;
}

/**
 * Reads the cells of a sheet as its bytes come.
 *
 * @param xml - The sheet's part, UTF-8.
 * @param sharedStrings - The workbook's shared texts.
 * @returns Its rows as they become complete, empty ones left out.
 * @throws {@link InvalidWorkbookError} When the XML is broken.
 */
export async function* streamCells(
  xml: AsyncIterable<Uint8Array>,
  sharedStrings: readonly string[],
): AsyncGenerator<readonly CellRow[]> {
  const scanner = new RowScanner(sharedStrings);
  const decoder = new TextDecoder();
  for await (const chunk of xml) yield scanner.write(decoder.decode(chunk, { stream: true }));
  yield scanner.write(decoder.decode());
  scanner.end();
}
