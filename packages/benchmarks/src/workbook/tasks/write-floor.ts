import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createDeflateRaw } from "node:zlib";
import { rowsOf } from "../sheet-rows.ts";

/** The level of our writer. */
const LEVEL = 1;
const FLOOR_BYTES = 1 << 16;

function* floorTexts(rows: number): Generator<string> {
  let text = "";
  let row = 1;
  for (const cells of rowsOf(rows)) {
    row += 1;
    text += `<row r="${row}">`;
    for (const [index, cell] of cells.entries()) {
      const reference = `${String.fromCharCode(65 + index)}${row}`;
      text +=
        typeof cell === "string"
          ? `<c r="${reference}" t="inlineStr"><is><t>${cell.replaceAll("&", "&amp;")}</t></is></c>`
          : `<c r="${reference}"><v>${cell.number}</v></c>`;
    }
    text += "</row>";
    if (text.length < FLOOR_BYTES) continue;
    yield text;
    text = "";
  }
  yield text;
}

/**
 * Writes no workbook: the XML text of the cells through zlib and nothing else.
 *
 * @param rows - How many.
 * @param file - Where to.
 */
export async function run(rows: number, file: string): Promise<void> {
  await pipeline(
    Readable.from(floorTexts(rows), { objectMode: true, highWaterMark: 1 }),
    createDeflateRaw({ level: LEVEL }),
    createWriteStream(file),
  );
}
