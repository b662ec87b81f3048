import { streamReconciledRecords } from "@usage-billing/connect";
import { sampleCatalogue } from "@usage-billing/twins";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "./__fixtures__/desk.ts";
import { usageOf, writeUsageWorkbook } from "./__fixtures__/usage-workbook.ts";

let desk: Desk;
let file = "";

const RECORDS = 40;

/** Brings a file of records to the distributor, who accepts it. */
async function acceptFile(): Promise<void> {
  const [made] = await desk.json("vendor", "files", "create", "--name", "October");
  file = String(made?.["id"]);
  const records = Array.from({ length: RECORDS }, (_, number) => usageOf(number));
  const path = desk.write("october.xlsx", await writeUsageWorkbook(records));
  await desk.json("vendor", "files", "upload", file, path);
  await desk.json("vendor", "files", "submit", file, "--yes");
  await desk.json("distributor", "files", "accept", file, "--note", "ok", "--yes");
}

beforeEach(async () => {
  desk = await openDesk();
  await acceptFile();
});
afterEach(() => desk.close());

/** The chunks of the file, once they are written. */
async function chunks(): Promise<readonly string[]> {
  const listed = await desk.json("distributor", "chunks", "list", "--file", file);
  for (const { id } of listed) await desk.json("distributor", "chunks", "wait", String(id));
  return listed.map(({ id }) => String(id));
}

describe("chunks", () => {
  it("are listed by hub, shown, and downloaded", async () => {
    const [first = "", second = ""] = await chunks();
    const table = await desk.connect("distributor", ["chunks", "list", "--hub", "HB-2000-0000"]);
    expect(table.out).toMatch(new RegExp(`^${second} +ready +${file} +HB-2000-0000$`, "m"));
    expect(table.out).not.toContain(first);
    const out = desk.path("hub.xlsx");
    await desk.json("distributor", "chunks", "download", first, "--out", out);
    expect(desk.read("hub.xlsx").subarray(0, 2).toString()).toBe("PK");
    const shown = await desk.connect("distributor", ["chunks", "show", first]);
    expect(shown.out).toMatch(/^binding\.hub\.id +HB-1000-0000$/m);
  });

  it("take words of the distributor's, and close with all their records", async () => {
    const [first = "", second = ""] = await chunks();
    const args = ["chunks", "external-id", first, "batch 12, imported"];
    expect(await desk.connect("distributor", args)).toMatchObject({
      status: 0,
      out: `${first} says: batch 12, imported`,
    });
    const bill = ["--billing-id", "INV-7", "--note", "October", "--yes"];
    const closed = await desk.connect("distributor", ["chunks", "close", second, ...bill]);
    expect(closed).toMatchObject({ status: 0, out: `${second} is closed.` });
    const records = await desk.json("vendor", "records", "list", "--status", "closed");
    expect(records).toHaveLength(10);
    expect(records[0]).toMatchObject({ billingId: "INV-7", billingNote: "October" });
  });

  it("are written anew when they are outdated", async () => {
    const [first = ""] = await chunks();
    const [record] = await desk.json("distributor", "records", "list", "--limit", "1");
    const id = String(record?.["id"]);
    await desk.json("distributor", "records", "close", id, "--billing-id", "B", "--yes");
    const table = await desk.connect("distributor", ["chunks", "list"]);
    expect(table.out).toMatch(new RegExp(`^${first} +ready, outdated`, "m"));
    const again = await desk.connect("distributor", ["chunks", "regenerate", first]);
    expect(again).toMatchObject({ status: 0, out: `${first} is draft.` });
  });
});

describe("waits", () => {
  const [first, ...others] = sampleCatalogue.connect.hubs ?? [];
  const hubs = first === undefined ? others : [{ ...first, failures: 1 }, ...others];
  const catalogue = { ...sampleCatalogue, connect: { ...sampleCatalogue.connect, hubs } };

  it("end with 3 for a chunk that could not be written", async () => {
    await desk.close();
    desk = await openDesk(catalogue);
    await acceptFile();
    const [{ id } = { id: "" }] = await desk.json("distributor", "chunks", "list");
    const failed = await desk.connect("distributor", ["chunks", "wait", String(id)]);
    expect([failed.status, failed.out]).toEqual([
      3,
      expect.stringMatching(`^${id} is failed(, not ready)?: \\S`),
    ]);
    await desk.json("distributor", "chunks", "regenerate", String(id));
    const again = await desk.connect("distributor", ["chunks", "wait", String(id)]);
    expect([again.status, again.out]).toEqual([0, `${id} is ready.`]);
  });
});

const HEADER = "record_id,billing_id,note";
const BILLS = Array.from({ length: RECORDS }, (_, at) => `usage-${at},INV-${at},October`);

describe("reconciliations", () => {
  it("are written from a CSV file, uploaded, looked at and downloaded", async () => {
    const from = desk.write(
      "billed.csv",
      [HEADER, ...BILLS, "usage-99,INV-99,October", ""].join("\n"),
    );
    const out = desk.path("billed.xlsx");
    const written = ["reconciliations", "write", "--from", from, "--out", out];
    expect(await desk.connect("distributor", written)).toMatchObject({
      status: 0,
      out: "billed.xlsx: 41 records.",
    });
    const upload = ["reconciliations", "upload", out, "--note", "October", "--yes"];
    const [made] = await desk.json("distributor", ...upload);
    const id = String(made?.["id"]);
    const waited = await desk.connect("distributor", ["reconciliations", "wait", id]);
    expect([waited.status, waited.out]).toEqual([0, expect.stringContaining(`${id} is processed`)]);
    const list = await desk.connect("distributor", ["reconciliations", "list", "--file", file]);
    expect(list.out).toMatch(new RegExp(`^${id} +processed +${file}`, "m"));
    const problems = await desk.connect("distributor", ["reconciliations", "problems", id]);
    expect([problems.status, problems.out]).toEqual([
      3,
      expect.stringMatching(/usage-99 +record_id/),
    ]);
    const copy = ["reconciliations", "download", "uploaded", id, "--out", desk.path("copy.xlsx")];
    await desk.json("distributor", ...copy);
    expect(desk.read("copy.xlsx").equals(desk.read("billed.xlsx"))).toBe(true);
    const closed = await desk.connect("distributor", ["files", "close", file, "--yes"]);
    expect(closed).toMatchObject({ status: 0, out: `${file} is closed.` });
    expect(await desk.json("vendor", "records", "list", "--status", "closed")).toHaveLength(
      RECORDS,
    );
  });

  it("are filled into a chunk, and refused for a record that it lacks", async () => {
    const [, second = ""] = await chunks();
    const chunk = desk.path("hub.xlsx");
    await desk.json("distributor", "chunks", "download", second, "--out", chunk);
    const write = (lines: readonly string[]) => {
      const from = desk.write("billed.csv", [HEADER, ...lines, ""].join("\n"));
      const out = desk.path("billed.xlsx");
      const args = ["reconciliations", "write", "--from", from, "--chunk", chunk, "--out", out];
      return desk.connect("distributor", args);
    };
    const foreign = await write(BILLS.slice(29));
    expect([foreign.status, foreign.err]).toEqual([
      2,
      "hub.xlsx does not have 1 record of the file; the first is usage-29 on line 2. Nothing was written.",
    ]);
    expect(desk.has("billed.xlsx")).toBe(false);
    expect((await write(BILLS.slice(30))).status).toBe(0);
    const read = await Array.fromAsync(streamReconciledRecords(desk.read("billed.xlsx")));
    expect(read).toHaveLength(10);
    expect(read[0]).toEqual({ recordId: "usage-30", billingId: "INV-30", billingNote: "October" });
    const booked = ["files", "reconcile", file, desk.path("billed.xlsx"), "--yes"];
    expect((await desk.connect("distributor", booked)).status).toBe(0);
  });

  it("are workbooks that are there", async () => {
    const upload = ["reconciliations", "upload", desk.path("none.xlsx"), "--yes"];
    expect(await desk.connect("distributor", upload)).toMatchObject({
      status: 2,
      err: "There is no workbook none.xlsx.",
    });
    const text = desk.write("text.xlsx", "record_id");
    const refused = await desk.connect("distributor", ["reconciliations", "upload", text, "--yes"]);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining("is no workbook")]);
  });
});

describe("aggregates and categories", () => {
  it("are listed", async () => {
    const used = await desk.connect("vendor", ["aggregates", "show", "AS-1001-0000-0001"]);
    expect(used.out).toMatch(/^AS-1001-0000-0001 +STORAGE-GB +1\.25 +1\.25 +GB/m);
    const type = ["aggregates", "list", "--type", "PPU", "--limit", "3"];
    expect(await desk.json("vendor", ...type)).toHaveLength(3);
    const [category] = await desk.json("vendor", "categories", "list", file);
    expect(Object.keys(category ?? {})).toEqual(expect.arrayContaining(["id", "name"]));
  });
});

describe("rules", () => {
  it("are made, listed, changed and deleted by the distributor", async () => {
    const rule = (...args: readonly string[]) => desk.json("distributor", "rules", ...args);
    const [made] = await rule("create", "--action", "accept", "--rule", "usage <= 100", "--yes");
    const id = String(made?.["id"]);
    const table = await desk.connect("distributor", ["rules", "list", "--action", "accept"]);
    expect(table.out).toMatch(new RegExp(`^${id} +accept +active +file +usage <= 100$`, "m"));
    const [changed] = await rule("update", id, "--action", "manual", "--yes");
    expect(changed).toMatchObject({ id, action: "manual", rule: "usage <= 100" });
    const asked = await desk.connect("distributor", ["rules", "delete", id]);
    expect([asked.status, asked.err]).toEqual([2, expect.stringContaining("--yes")]);
    expect(await rule("show", id)).toMatchObject([{ id, action: "manual" }]);
    await rule("delete", id, "--yes");
    expect(await rule("list", "--status", "active")).toEqual([]);
    const odd = await desk.connect("distributor", ["rules", "create", "--action", "guess"]);
    expect([odd.status, odd.err]).toEqual([2, expect.stringContaining("accept, reject, manual")]);
    const nothing = await desk.connect("distributor", ["rules", "update", id, "--yes"]);
    expect([nothing.status, nothing.err]).toEqual([2, expect.stringContaining("what to change")]);
  });
});
