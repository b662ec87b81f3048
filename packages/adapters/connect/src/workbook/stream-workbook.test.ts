import { Buffer } from "node:buffer";
import fc from "fast-check";
import { readXlsx } from "hucre/xlsx";
import readSheets from "read-excel-file/node";
import { describe, expect, it } from "vitest";
import { InvalidCellError } from "./invalid-cell-error.ts";
import type { Cell } from "./sheet-xml.ts";
import { type StreamedSheet, streamWorkbook } from "./stream-workbook.ts";
import { WorkbookWriter } from "./workbook-writer.ts";
import { writeWorkbook } from "./write-workbook.ts";

const HEADER = ["a", "b", "c"];

async function collect(...sheets: readonly StreamedSheet[]): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(streamWorkbook(sheets)));
}

async function* slowly(rows: readonly (readonly Cell[])[]): AsyncGenerator<readonly Cell[]> {
  for (const row of rows) {
    await new Promise((resolve) => setImmediate(resolve));
    yield row;
  }
}

const text = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .filter((value) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]|_x[0-9a-f]{4}_/iu.test(value));
const number = fc
  .tuple(fc.integer({ min: -(10 ** 10), max: 10 ** 10 }), fc.nat({ max: 9999 }))
  .map(([whole, decimals]) => ({ number: `${whole}.${String(decimals).padStart(4, "0")}` }));
const cell: fc.Arbitrary<Cell> = fc.oneof(text, number, fc.constant(undefined));
const row = fc.tuple(cell, cell, cell);

/** What a library that keeps numbers as floats makes of a cell. */
function readBack(value: Cell): string | number | null {
  if (value === undefined || value === "") return null;
  return typeof value === "string" ? value : Number(value.number);
}

describe("streamWorkbook", () => {
  it("is read back exactly by two libraries, whatever the cells", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const bytes = await collect({ name: "records", header: HEADER, rows });
        const expected = [HEADER, ...rows.map((cells) => cells.map(readBack))];
        const filled = (read: readonly (readonly unknown[])[]) =>
          expected.map((cells, index) =>
            cells.map((_, at) => read[index]?.[at] || (read[index]?.[at] === 0 ? 0 : null)),
          );
        const { sheets } = await readXlsx(bytes);
        expect(filled(sheets[0]?.rows ?? [])).toEqual(expected);
        const [first] = await readSheets(bytes, { trim: false });
        expect(filled(first?.data ?? [])).toEqual(expected);
      }),
      { seed: 20261001, numRuns: 100 },
    );
  });

  it("writes the same bytes however slowly rows come or bytes are taken, and as at once", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => [
      `r-${index}`,
      "x".repeat(index % 300),
    ]);
    const sheet = { name: "records", header: HEADER, rows };
    const other = { name: "categories", header: ["a"], rows: [["general"]] };
    const expected = writeWorkbook([sheet, other]);
    expect((await collect(sheet, other)).equals(expected)).toBe(true);
    expect((await collect({ ...sheet, rows: slowly(rows) }, other)).equals(expected)).toBe(true);
    const taken: Uint8Array[] = [];
    for await (const bytes of streamWorkbook([sheet, other])) {
      await new Promise((resolve) => setImmediate(resolve));
      taken.push(bytes);
    }
    expect(Buffer.concat(taken).equals(expected)).toBe(true);
  });

  it("does not read rows ahead of the bytes that are taken", async () => {
    let read = 0;
    const rows = Array.from({ length: 100_000 }, (_, index) => index)
      .values()
      .map((index) => {
        read = index;
        return [`r-${index}`, "x".repeat(300)];
      });
    const bytes = streamWorkbook([{ name: "records", header: HEADER, rows }]);
    for (let taken = 0; taken < 20; taken += 1) await bytes.next();
    expect(read).toBeLessThan(10_000);
    await bytes.return(undefined);
  });

  it("never has more bytes than its bound says", async () => {
    const writer = new WorkbookWriter(["records"]);
    writer.openSheet(HEADER);
    const parts: Uint8Array[] = [];
    let bound = 0;
    for (let index = 0; index < 2000; index += 1) {
      writer.addRow([`r-${index}`, String((index * 2654435761) % 2 ** 32).repeat(20)]);
      while (writer.isFull) parts.push((await writer.take()) ?? Buffer.alloc(0));
      bound = writer.sizeBound;
    }
    await writer.closeSheet();
    writer.finish();
    for (let bytes = await writer.take(); bytes !== undefined; bytes = await writer.take()) {
      parts.push(bytes);
    }
    expect(Buffer.concat(parts).length).toBeLessThanOrEqual(bound);
  });

  it("refuses a control character before a byte of its row is written", async () => {
    await expect(collect({ name: "s", header: ["a"], rows: [["a\u0007"]] })).rejects.toThrow(
      InvalidCellError,
    );
  });
});
