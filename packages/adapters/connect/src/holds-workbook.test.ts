import { Buffer } from "node:buffer";
import { ChannelConnectionError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { processedFile } from "./__fixtures__/processed-file.ts";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { holdsWorkbook } from "./holds-workbook.ts";
import { writeWorkbook } from "./workbook/write-workbook.ts";

const HEADER = ["record_id", "record_note", "quantity"];
const ROWS = [
  ["r-1", "note", "1"],
  ["r-2", "", "2"],
];

const ours = writeWorkbook([{ name: "records", header: HEADER, rows: ROWS }]);
const LINKED = { id: "UF-1", uploadedLink: "https://storage/1" } as ConnectFile;

/** Asks about a file that was uploaded with these bytes, and counts the downloads. */
async function ask(held: Uint8Array | Error, file: ConnectFile = LINKED) {
  let downloads = 0;
  const downloadUploaded = async () => {
    downloads += 1;
    if (held instanceof Error) throw held;
    return held;
  };
  const context = { files: { downloadUploaded } } as unknown as ConnectContext;
  return { answer: await holdsWorkbook(context, file, { workbook: ours }), downloads };
}

const otherwise = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
  sheet?: string,
) => processedFile({ header, rows, notes: [], ...(sheet !== undefined && { sheet }) });

describe("holdsWorkbook", () => {
  it("knows the same bytes, and the same rows in the bytes of another writer", async () => {
    expect((await ask(Uint8Array.from(ours))).answer).toBe(true);
    const same = await otherwise(HEADER, ROWS);
    expect(Buffer.compare(same, ours)).not.toBe(0);
    expect((await ask(same)).answer).toBe(true);
  });

  it.each<[string, readonly string[], readonly (readonly string[])[]]>([
    ["another text in the first row", HEADER, [["r-1", "other", "1"], ROWS[1] ?? []]],
    ["another text in the last row", HEADER, [ROWS[0] ?? [], ["r-2", "", "3"]]],
    ["another header", ["record_id", "note", "quantity"], ROWS],
    ["its columns in another order", ["record_note", "record_id", "quantity"], ROWS],
    ["a column less", ["record_id", "record_note"], ROWS.map((row) => row.slice(0, 2))],
    ["a column more", [...HEADER, "tier"], ROWS.map((row) => [...row, "0"])],
    ["a row less", HEADER, ROWS.slice(0, 1)],
    ["a row more", HEADER, [...ROWS, ["r-3", "", "3"]]],
    ["its rows in another order", HEADER, ROWS.toReversed()],
    ["no rows", HEADER, []],
  ])("tells a workbook with %s", async (_, header, rows) => {
    expect((await ask(await otherwise(header, rows))).answer).toBe(false);
  });

  it("takes a workbook without the sheet of the records for another", async () => {
    expect((await ask(await otherwise(HEADER, ROWS, "categories"))).answer).toBe(false);
  });

  it("does not know when there is no link, and asks for nothing", async () => {
    expect(await ask(ours, { id: "UF-1" } as ConnectFile)).toEqual({
      answer: undefined,
      downloads: 0,
    });
  });

  it("does not know when the link does not lead to a workbook", async () => {
    const call = { channel: "connect", operation: "getUsageFile", reason: "reset" };
    const lost = new ChannelConnectionError({ ...call, outcomeUnknown: false });
    expect((await ask(lost)).answer).toBeUndefined();
    expect((await ask(Buffer.from("<html>expired</html>"))).answer).toBeUndefined();
  });

  it("does not hide a mistake of the program", async () => {
    await expect(ask(new RangeError("no memory"))).rejects.toThrow("no memory");
  });
});
