import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Desk, openDesk } from "./__fixtures__/desk.ts";
import { usageOf, writeUsageWorkbook } from "./__fixtures__/usage-workbook.ts";

let desk: Desk;
let file = "";
let ids: readonly string[] = [];

const RECORDS = 6;

/** Reports records and hands them to the distributor. */
async function report(): Promise<void> {
  const [made] = await desk.json("vendor", "files", "create", "--name", "October");
  file = String(made?.["id"]);
  const records = Array.from({ length: RECORDS }, (_, number) => usageOf(number));
  const path = desk.write("october.xlsx", await writeUsageWorkbook(records));
  await desk.json("vendor", "files", "upload", file, path);
  await desk.json("vendor", "files", "submit", file, "--yes");
  const listed = await desk.json("vendor", "records", "list", "--file", file);
  ids = listed.map(({ id }) => String(id));
}

const accept = () => desk.json("distributor", "files", "accept", file, "--note", "ok", "--yes");

beforeEach(async () => {
  desk = await openDesk();
  await report();
});
afterEach(() => desk.close());

function writeBillings(...lines: readonly string[]): string {
  return desk.write("billed.csv", ["record_id,billing_id,note", ...lines, ""].join("\n"));
}

const close = (...args: readonly string[]) =>
  desk.connect("distributor", ["records", "close", ...args]);

describe("records", () => {
  it("are listed with exact quantities and shown", async () => {
    expect(ids).toHaveLength(RECORDS);
    const args = ["records", "list", "--asset", "AS-1001-0000-0002", "--file", file];
    const [record, ...others] = await desk.json("vendor", ...args);
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      quantity: "2.25",
      status: "valid",
      item: { mpn: "STORAGE-GB" },
    });
    expect(record).not.toHaveProperty("raw");
    const table = await desk.connect("vendor", args);
    expect(table.out).toMatch(/AS-1001-0000-0002 {2}STORAGE-GB +2\.25/);
    const shown = await desk.connect("vendor", ["records", "show", ids[0] ?? ""]);
    expect(shown.out).toMatch(/^quantity +1\.25$/m);
    expect(shown.out).toMatch(/^start +2026-10-01T00:00:00Z$/m);
  });

  it("are approved or rejected, and made nothing else", async () => {
    const [id = ""] = ids;
    const status = (word: string) =>
      desk.connect("distributor", ["records", "status", id, word, "--yes"]);
    expect(await status("rejected")).toMatchObject({ status: 0, out: `${id} is rejected.` });
    expect(await status("closed")).toMatchObject({
      status: 2,
      err: 'A record can be made approved or rejected, not "closed".',
    });
    const asked = await desk.connect("distributor", ["records", "status", id, "approved"]);
    expect([asked.status, asked.err]).toEqual([2, expect.stringContaining("--yes")]);
  });

  it("are closed one by one", async () => {
    await accept();
    const [id = ""] = ids;
    const bill = ["--billing-id", "INV-1", "--note", "October", "--yes"];
    expect(await close(id, ...bill)).toMatchObject({ status: 0, out: `${id} is closed.` });
    const [shown] = await desk.json("vendor", "records", "show", id);
    expect(shown).toMatchObject({ status: "closed", billingId: "INV-1", billingNote: "October" });
    expect((await close(id, "--yes")).err).toContain("--billing-id");
    expect((await close("--yes")).err).toContain("--from FILE");
    expect((await close(id, "--from", "x.csv")).err).toContain("or --from FILE");
    expect((await close("--from", "x.csv", "--note", "x")).err).toContain("the file says");
  });
});

describe("records of a file", () => {
  it("are closed in batches, with a result for every line", async () => {
    await accept();
    const [first, second, third, fourth] = ids;
    const path = writeBillings(
      `${first},INV-1,October`,
      "UR-2026-10-0000-0000-9999-9999,INV-2,October",
      `${second},INV-3,${"x".repeat(201)}`,
      `${third},INV-4,"Zürich, ""west"""`,
      `${fourth},INV-5,`,
    );
    const out = desk.path("results.csv");
    const args = ["--from", path, "--out", out, "--batch-size", "2", "--yes"];
    const result = await close(...args);
    expect(result.status).toBe(3);
    expect(result.err).toBe("3 records closed, 2 refused.");
    expect(result.out.split("\n")).toEqual([
      expect.stringMatching(/^billed\.csv:3: UR-2026-10-0000-0000-9999-9999 refused: \S/),
      expect.stringMatching(new RegExp(`^billed\\.csv:4: ${second} refused: .*200`)),
    ]);
    const [header, ...lines] = desk.read("results.csv").toString().trimEnd().split("\n");
    expect(header).toBe("line,record_id,status,error,codes");
    expect(lines.map((line) => line.split(",").slice(0, 3))).toEqual([
      ["2", first, "closed"],
      ["3", "UR-2026-10-0000-0000-9999-9999", "refused"],
      ["4", second, "refused"],
      ["5", third, "closed"],
      ["6", fourth, "closed"],
    ]);
    const [shown] = await desk.json("vendor", "records", "show", third ?? "");
    expect(shown).toMatchObject({ billingId: "INV-4", billingNote: 'Zürich, "west"' });
    expect((await close(...args)).err).toContain("results.csv is there already");
  });

  it("are printed as JSON, a line a record", async () => {
    await accept();
    const path = writeBillings(...ids.map((id, at) => `${id},INV-${at},October`));
    const { status, out } = await close("--from", path, "--json", "--yes");
    expect(status).toBe(0);
    const results = out.split("\n").map((line) => JSON.parse(line));
    expect(results).toEqual(ids.map((id, at) => ({ line: at + 2, id, status: "closed" })));
    expect((await desk.json("vendor", "files", "show", file))[0]).toMatchObject({
      status: "closed",
    });
  });

  it("are read back when the answer to a batch is lost", async () => {
    await accept();
    desk.twin.arm({ kind: "lose-answer", method: "POST", path: "/usage/records/close-records" });
    const path = writeBillings(...ids.map((id, at) => `${id},INV-${at},October`));
    const { status, err } = await close("--from", path, "--yes");
    expect([status, err]).toEqual([0, `${RECORDS} records closed.`]);
  });

  it("may also come as JSON Lines with the names of the platform's workbooks", async () => {
    await accept();
    const billed = { record_id: ids[0], external_billing_id: "INV-1", external_billing_note: "n" };
    const path = desk.write("billed.jsonl", `${JSON.stringify(billed)}\n`);
    expect(await close("--from", path, "--yes")).toMatchObject({ status: 0 });
    const [shown] = await desk.json("vendor", "records", "show", ids[0] ?? "");
    expect(shown).toMatchObject({ billingId: "INV-1", billingNote: "n" });
  });

  it("are not touched when a line cannot be used", async () => {
    await accept();
    const [first, second] = ids;
    const path = writeBillings(
      `${first},INV-1,October`,
      `,INV-2,October`,
      `${second},,`,
      `${first},INV-3,October`,
    );
    const out = desk.path("results.csv");
    const { status, err } = await close("--from", path, "--out", out, "--yes");
    expect(status).toBe(2);
    expect(err.split("\n")).toEqual([
      'billed.csv:3: column "record_id": the line names no record (missing-value)',
      `billed.csv:4: column "billing_id": ${second} has neither a billing id nor a note (missing-value)`,
      `billed.csv:5: column "record_id": ${first} stands on line 2 already; one bill closes a record (repeated-record)`,
      "Nothing was done.",
    ]);
    expect(desk.has("results.csv")).toBe(false);
    expect(await desk.json("vendor", "records", "list", "--status", "closed")).toEqual([]);
  });

  it.each([
    ["record,bill\nUR-1,INV-1\n", /the header has no column record_id, billing_id/],
    ["record_id,billing_id\nUR-1\n", /row has 1 cells where the header has 2/],
    ['record_id,billing_id\nUR-1,"INV\n', /never closed/],
  ])("are named by a file that can be read, not %j", async (content, message) => {
    const { status, err } = await close("--from", desk.write("billed.csv", content), "--yes");
    expect([status, err]).toEqual([2, expect.stringMatching(message)]);
  });

  it("are of unknown state, with 4, when the platform cannot be asked", async () => {
    await accept();
    desk.twin.arm({ kind: "server-error", path: "/usage/records", times: 40 });
    const path = writeBillings(`${ids[0]},INV-1,October`);
    const args = ["--from", path, "--out", desk.path("results.csv"), "--yes"];
    const { status, out, err } = await close(...args);
    expect([status, out]).toEqual([4, expect.stringMatching(/^billed\.csv:2: UR-\S+ unknown: /)]);
    expect(err).toContain("0 records closed, 1 unknown");
    expect(desk.read("results.csv").toString()).toMatch(/^2,UR-\S+,unknown,/m);
  });

  it("keep the results that there are when Ctrl-C ends the command", async () => {
    await accept();
    const path = writeBillings(...ids.map((id, at) => `${id},INV-${at},October`));
    const ending = new AbortController();
    const args = ["records", "close", "--from", path, "--out", desk.path("results.csv")];
    desk.twin.arm({ kind: "half-open", method: "POST", path: "/usage/records" });
    const running = desk.connect("distributor", [...args, "--batch-size", "2", "--yes"], {
      signal: ending.signal,
    });
    ending.abort();
    expect((await running).status).toBe(130);
    expect(desk.read("results.csv").toString()).toMatch(/^line,record_id,status,error,codes\n/);
    expect(desk.names().filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});
