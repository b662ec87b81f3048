import { describe, expect, it } from "vitest";
import { processedFile } from "../__fixtures__/processed-file.ts";
import { readRowProblems } from "./read-row-problems.ts";

const ROWS = [
  ["r-1", "NO-SUCH-ITEM", "1"],
  ["r-2", "SEAT-PRO", "1"],
  ["r-3", "SEAT-PRO", "ten"],
];

describe("readRowProblems", () => {
  it("names record, column and the platform's words for each comment", async () => {
    const bytes = await processedFile({
      header: ["record_id", "item_search_value", "quantity"],
      rows: ROWS,
      notes: [
        { row: 2, column: "item_search_value", words: "USG_011: Unknown MPN \n" },
        { row: 4, column: "quantity", words: "Not a number" },
        { row: 4, column: "record_id", words: "Duplicate" },
      ],
    });
    expect(await readRowProblems(bytes)).toEqual([
      { recordId: "r-1", row: 2, column: "item_search_value", words: "USG_011: Unknown MPN" },
      { recordId: "r-3", row: 4, column: "record_id", words: "Duplicate" },
      { recordId: "r-3", row: 4, column: "quantity", words: "Not a number" },
    ]);
  });

  it("names no record for a comment on a header", async () => {
    const bytes = await processedFile({
      header: ["record_id", "amount"],
      rows: [["r-1", "1"]],
      notes: [{ row: 1, column: "amount", words: "Unexpected column" }],
    });
    expect(await readRowProblems(bytes)).toEqual([
      { row: 1, column: "amount", words: "Unexpected column" },
    ]);
  });

  it("reads the sheet and the header of 2019", async () => {
    const bytes = await processedFile({
      sheet: "usage_records",
      header: ["usage_record_id", "quantity"],
      rows: [["r-9", "x"]],
      notes: [{ row: 2, column: "quantity", words: "Not a number" }],
    });
    expect((await readRowProblems(bytes))[0]?.recordId).toBe("r-9");
  });

  it("finds nothing in a workbook without records", async () => {
    const bytes = await processedFile({ sheet: "general", header: ["a"], rows: [], notes: [] });
    expect(await readRowProblems(bytes)).toEqual([]);
  });
});
