import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { processedFile } from "../__fixtures__/processed-file.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook } from "./read-workbook.ts";
import { writeWorkbook } from "./write-workbook.ts";
import { createZip } from "./zip-writer.ts";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** A workbook in the manner of others: prefixed names, absolute targets, cells without references. */
function foreignWorkbook(sheet: string, shared = "<sst/>"): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    "_rels/.rels": `<Relationships><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="/book/main.xml"/></Relationships>`,
    "book/main.xml": `<x:workbook xmlns:x="m" xmlns:r="${OFFICE}"><x:sheets><x:sheet name="records" r:id="one"/></x:sheets></x:workbook>`,
    "book/_rels/main.xml.rels": `<Relationships><Relationship Id="one" Type="${OFFICE}/worksheet" Target="one.xml"/><Relationship Id="two" Type="${OFFICE}/sharedStrings" Target="texts.xml"/></Relationships>`,
    "book/one.xml": `<x:worksheet xmlns:x="m"><x:sheetData>${sheet}</x:sheetData></x:worksheet>`,
    "book/texts.xml": shared,
  };
  const entries = Object.entries(parts).map(([name, xml]) => ({ name, content: Buffer.from(xml) }));
  return createZip(entries);
}

describe("openWorkbook", () => {
  it("reads what the writer wrote, numbers by their own digits", () => {
    const bytes = writeWorkbook([
      { name: "other", header: ["x"], rows: [["y"]] },
      {
        name: "records",
        header: ["record_id", "quantity", "record_note"],
        rows: [
          ["r-1", { number: "0.10000000" }, "a <b> & c"],
          ["r-2", { number: "7" }, undefined],
        ],
      },
    ]);
    const sheet = openWorkbook(bytes).readSheet("records");
    expect(sheet?.header).toEqual(["record_id", "quantity", "record_note"]);
    expect(sheet?.rows.map(({ number, values }) => [number, [...values.values()]])).toEqual([
      [2, ["r-1", "0.10000000", "a <b> & c"]],
      [3, ["r-2", "7"]],
    ]);
  });

  it("reads shared texts and comments of another writer", async () => {
    const bytes = await processedFile({
      header: ["record_id", "quantity"],
      rows: [
        ["r-1", "1"],
        ["r-2", "x"],
      ],
      notes: [{ row: 3, column: "quantity", words: "Not a number" }],
    });
    const [first, second] = openWorkbook(bytes).readSheet("records")?.rows ?? [];
    expect(first?.comments.size).toBe(0);
    expect(second?.values.get("record_id")).toBe("r-2");
    expect(second?.comments.get("quantity")).toBe("Not a number");
  });

  it("reads prefixed names, rich and phonetic text, and cells without references", () => {
    const shared =
      "<sst><si><r><t>record</t></r><r><t>_id</t></r><rPh><t>noise</t></rPh></si><si><t/></si></sst>";
    const rows =
      '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>quantity</x:t></x:is></x:c></x:row>' +
      '<x:row/><x:row r="5"><x:c t="str"><x:f>A1</x:f><x:v>r-1</x:v></x:c><x:c><x:v>1.5</x:v></x:c></x:row>';
    const sheet = openWorkbook(foreignWorkbook(rows, shared)).readSheet("records");
    expect(sheet?.header).toEqual(["record_id", "quantity"]);
    expect(sheet?.rows[0]?.number).toBe(5);
    expect(sheet?.rows[0]?.values.get("record_id")).toBe("r-1");
    expect(sheet?.rows[0]?.values.get("quantity")).toBe("1.5");
  });

  it("takes the first of several names, and has no sheet of another name", () => {
    const workbook = openWorkbook(
      writeWorkbook([{ name: "usage_records", header: ["a"], rows: [] }]),
    );
    expect(workbook.readSheet("records", "usage_records")?.header).toEqual(["a"]);
    expect(workbook.readSheet("records")).toBeUndefined();
  });

  it("expands no entity", () => {
    const bomb = '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>';
    expect(() => openWorkbook(foreignWorkbook("", bomb))).toThrow(InvalidWorkbookError);
  });

  it("refuses broken XML", () => {
    expect(() => openWorkbook(foreignWorkbook("<x:row>")).readSheet("records")).toThrow(
      InvalidWorkbookError,
    );
  });

  it("refuses an archive that is no workbook", () => {
    const archive = createZip([{ name: "a.txt", content: Buffer.from("a") }]);
    expect(() => openWorkbook(archive)).toThrow(/no workbook/);
  });

  it("fails on a changed byte with its own error, if at all", () => {
    const bytes = writeWorkbook([{ name: "records", header: ["a"], rows: [["b"]] }]);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        try {
          openWorkbook(changed).readSheet("records");
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidWorkbookError);
        }
      }),
      { seed: 20261001, numRuns: 400 },
    );
  });

  it("streams the rows that it reads at once, comments too", async () => {
    const bytes = await processedFile({
      sheet: "usage_records",
      header: ["usage_record_id", "start_time_utc"],
      rows: Array.from({ length: 500 }, (_, index) => [`r-${index}`, "2019-11-04 9:21:39"]),
      notes: [{ row: 301, column: "start_time_utc", words: "Outside of the period" }],
    });
    const workbook = openWorkbook(bytes);
    const rows = await Array.fromAsync(workbook.streamRows("records", "usage_records"));
    expect(rows).toEqual(workbook.readSheet("usage_records")?.rows);
    expect(rows[299]?.comments.get("start_time_utc")).toBe("Outside of the period");
    expect(await Array.fromAsync(workbook.streamRows("records"))).toEqual([]);
  });

  it("streams what the writer wrote, cells of any text", async () => {
    const text = fc.string({ unit: "grapheme-ascii", minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 20 }), async (rows) => {
        const bytes = writeWorkbook([{ name: "records", header: ["a", "b"], rows }]);
        const read = await Array.fromAsync(openWorkbook(bytes).streamRows("records"));
        expect(read.map(({ values }) => [...values.values()])).toEqual(rows);
      }),
      { seed: 20261001, numRuns: 200 },
    );
  });

  it("says that a file is cut off, wherever it is", async () => {
    const bytes = writeWorkbook([{ name: "records", header: ["a"], rows: [["b"]] }]);
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => openWorkbook(bytes.subarray(0, length))).toThrow(InvalidWorkbookError);
    }
  });

  it("fails on a changed byte of a streamed sheet with its own error, if at all", async () => {
    const rows = Array.from({ length: 50 }, (_, index) => [`r-${index}`]);
    const bytes = writeWorkbook([{ name: "records", header: ["a"], rows }]);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Uint8Array.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ flip;
          try {
            await Array.fromAsync(openWorkbook(changed).streamRows("records"));
          } catch (error) {
            expect(error).toBeInstanceOf(InvalidWorkbookError);
          }
        },
      ),
      { seed: 20261001, numRuns: 400 },
    );
  });
});
