import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processedFile } from "../__fixtures__/processed-file.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import { writeWorkbook } from "./write-workbook.ts";

const rows = Array.from({ length: 30 }, (_, index) => [`r-${index}`, `${index}.5`]);
const HEADER = ["record_id", "quantity"];

const files: readonly (readonly [string, Uint8Array])[] = [
  ["our own", writeWorkbook([{ name: "records", header: HEADER, rows }])],
  [
    "a processed file",
    await processedFile({
      header: HEADER,
      rows,
      notes: [{ row: 9, column: "quantity", words: "Not a number" }],
    }),
  ],
];

/** All that a workbook says; the error when it cannot be read. */
async function read(bytes: Uint8Array): Promise<unknown> {
  try {
    const workbook = openWorkbook(bytes);
    const sheet = await workbook.readSheet("records");
    const all = await Array.fromAsync(sheet?.rows ?? []);
    return { sheets: workbook.sheets, header: sheet?.header, all };
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidWorkbookError);
    return "refused";
  }
}

describe.each(files)("openWorkbook of %s, damaged", (_, bytes) => {
  it("refuses a file that is cut off, wherever it is", async () => {
    for (let length = 0; length < bytes.length; length += 1) {
      expect(await read(bytes.subarray(0, length))).toBe("refused");
    }
  });

  it("refuses a file with a changed byte or reads the same from it", async () => {
    const whole = await read(bytes);
    const place = fc.nat(bytes.length - 1);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const result = await read(changed);
        if (result !== "refused") expect(result).toEqual(whole);
      }),
      { seed: 20261001, numRuns: 600 },
    );
  });

  it("refuses a file with a piece taken out of it, or reads the same from it", async () => {
    const whole = await read(bytes);
    const place = fc.nat(bytes.length - 1);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 64 }), async (at, length) => {
        const parts = [...bytes.subarray(0, at), ...bytes.subarray(at + length)];
        const result = await read(Uint8Array.from(parts));
        if (result !== "refused") expect(result).toEqual(whole);
      }),
      { seed: 20261001, numRuns: 200 },
    );
  });
});
