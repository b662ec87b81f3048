import { streamUsageRows } from "@usage-billing/connect";
import { Quantity, type UsageRecord } from "@usage-billing/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Desk, openDesk, type Role } from "./__fixtures__/desk.ts";
import { usageOf, writeUsageWorkbook } from "./__fixtures__/usage-workbook.ts";

// One month, step after step: each test goes on where the one before it ended.

/** The rows of each of the two files; `pnpm test:month` plays it with 50,000. */
const ROWS = Number(process.env["USAGE_BILLING_MONTH_ROWS"] ?? 2_500);
/** A row that lies some way down a file. */
const rowAt = (share: number): number => Math.floor(ROWS * share);
const NOTE = "October 2026";
/** Records whose ids somebody mistyped. */
const MISTYPED = [1, rowAt(0.1), rowAt(0.5), ROWS - 2, ROWS - 1] as const;
/** The row of which somebody reported a thousand times the usage. */
const ODD = rowAt(0.63);
/** The rows of the first file that are at fault, by their number. */
const [UNKNOWN_ASSET, TOO_EXACT] = [rowAt(0.4), ROWS - 1];

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const files = { storage: "", calls: "" };

function* storageUsage(changes: Readonly<Record<number, Partial<UsageRecord>>> = {}) {
  for (let number = 0; number < ROWS; number += 1) {
    yield usageOf(number, { recordId: `storage-${number}`, ...changes[number] });
  }
}

const callsOf = (number: number): string => String((number % 900) + 200);

function* callsUsage(changes: Readonly<Record<number, Partial<UsageRecord>>> = {}) {
  for (let number = 0; number < ROWS; number += 1) {
    const quantity = Quantity.parse(callsOf(number));
    const usage = { recordId: `calls-${number}`, meter: "API-CALLS", quantity };
    yield usageOf(number, { ...usage, ...changes[number] });
  }
}

async function createFile(name: string): Promise<string> {
  const period = ["--from", "2026-10-01", "--to", "2026-10-31"];
  const id = ["--external-id", `${name}-2026-10`];
  const [file] = await desk.json("vendor", "files", "create", "--name", name, ...period, ...id);
  return String(file?.["id"]);
}

async function upload(id: string, records: Iterable<UsageRecord>) {
  const path = desk.write("usage.xlsx", await writeUsageWorkbook(records));
  return desk.connect("vendor", ["files", "upload", id, path]);
}

/** The ids of the chunks of a file, once they are written. */
async function chunksOf(file: string): Promise<readonly string[]> {
  const chunks = await desk.json("distributor", "chunks", "list", "--file", file);
  for (const { id } of chunks) await desk.json("distributor", "chunks", "wait", String(id));
  return chunks.map(({ id }) => String(id));
}

/** A line that names a row: below the header, counted from one. */
const nameRow = (number: number, rest: string): RegExp =>
  new RegExp(`^ *${number + 2} {2}storage-${number} +${rest}`);

const billOf = (asset: string): string => `INV-2026-10-${asset}`;

interface ListedRecord {
  readonly id: string;
  readonly status: string;
  readonly quantity: string;
  readonly asset: { readonly id: string };
  readonly billingId?: string;
  readonly billingNote?: string;
}

/** Lists all records of a file. In one state they are in the order in which they were reported. */
async function listRecords(role: Role, file: string): Promise<readonly ListedRecord[]> {
  const records = await desk.json(role, "records", "list", "--file", file, "--order", "status");
  return records as unknown as readonly ListedRecord[];
}

function writeBillings(lines: readonly (readonly [string, string])[]): string {
  const rows = lines.map(([id, asset]) => `${id},${billOf(asset)},${NOTE}`);
  return desk.write("billed.csv", ["record_id,billing_id,note", ...rows, ""].join("\n"));
}

async function reconcile(workbook: string): Promise<void> {
  const args = ["reconciliations", "upload", workbook, "--note", NOTE, "--yes"];
  const [made] = await desk.json("distributor", ...args);
  await desk.json("distributor", "reconciliations", "wait", String(made?.["id"]));
}

describe(`a month of ${2 * ROWS} rows in two files`, { timeout: 120_000 }, () => {
  it("is accepted by rule up to a usage of 100", async () => {
    const rule = ["rules", "create", "--action", "accept", "--rule", "usage <= 100", "--yes"];
    const [made] = await desk.json("distributor", ...rule);
    expect(made).toMatchObject({ action: "accept", status: "active" });
  });

  it("names the three bad rows of the first file, and takes it repaired", async () => {
    files.storage = await createFile("storage");
    const refused = await upload(
      files.storage,
      storageUsage({
        7: { meter: "SAND" },
        [UNKNOWN_ASSET]: { subscription: "AS-9999-0000-0001" },
        [TOO_EXACT]: { quantity: Quantity.parse("0.12345") },
      }),
    );
    expect(refused.status).toBe(3);
    expect(refused.err).toContain(`${files.storage} is invalid; 3 rows at fault`);
    const [, ...lines] = refused.out.split("\n");
    expect(lines).toEqual([
      expect.stringMatching(/^ +9 {2}storage-7 +item_search_value +\S.*SAND/),
      expect.stringMatching(nameRow(UNKNOWN_ASSET, "asset_search_value +\\S.*AS-9999-0000-0001")),
      expect.stringMatching(nameRow(TOO_EXACT, "quantity +\\S")),
    ]);
    const repaired = await upload(files.storage, storageUsage());
    expect([repaired.status, repaired.out]).toEqual([0, `${files.storage} is ready.`]);
  });

  it("is submitted, and the first file accepted by the rule", async () => {
    await desk.json("vendor", "files", "submit", files.storage, "--yes");
    const [file] = await desk.json(
      "vendor",
      "files",
      "wait",
      files.storage,
      "--status",
      "accepted",
    );
    expect(file).toMatchObject({ status: "accepted", acceptanceNote: "Auto Approved" });
  });

  it("waits for a person with the second file, who rejects it with a note", async () => {
    files.calls = await createFile("calls");
    const odd = { quantity: Quantity.parse(`${callsOf(ODD)}000`) };
    expect((await upload(files.calls, callsUsage({ [ODD]: odd }))).status).toBe(0);
    await desk.json("vendor", "files", "submit", files.calls, "--yes");
    const note = `calls-${ODD}: a thousand times the usual`;
    const reject = ["files", "reject", files.calls, "--note", note, "--yes"];
    await desk.json("distributor", ...reject);
    const wait = ["files", "wait", files.calls, "--status", "accepted"];
    const { status, out } = await desk.connect("vendor", wait);
    expect([status, out]).toEqual([3, `${files.calls} is rejected, not accepted: ${note}`]);
  });

  it("is corrected, and accepted by hand", async () => {
    expect((await upload(files.calls, callsUsage())).status).toBe(0);
    await desk.json("vendor", "files", "submit", files.calls, "--yes");
    const accept = ["files", "accept", files.calls, "--note", "Corrected", "--yes"];
    const [file] = await desk.json("distributor", ...accept);
    expect(file).toMatchObject({ status: "accepted" });
  });

  it("is shared out to the hubs in chunks that hold every row", async () => {
    const rows = { storage: 0, calls: 0 };
    for (const name of ["storage", "calls"] as const) {
      for (const chunk of await chunksOf(files[name])) {
        const out = desk.path(`${chunk}.xlsx`);
        await desk.json("distributor", "chunks", "download", chunk, "--out", out);
        for await (const row of streamUsageRows(desk.read(`${chunk}.xlsx`))) {
          if (row.recordId?.startsWith(name) === true) rows[name] += 1;
        }
      }
    }
    expect(rows).toEqual({ storage: ROWS, calls: ROWS });
  });

  it("is closed in bulk, where mistyped records are refused line by line", async () => {
    const records = await listRecords("distributor", files.storage);
    expect(records).toHaveLength(ROWS);
    const mistyped = new Set<number>(MISTYPED);
    const lines = records.map(({ id, asset }, at) => {
      return [mistyped.has(at) ? id.replace("UR-", "UR-9") : id, asset.id] as const;
    });
    const out = desk.path("results.csv");
    const close = ["records", "close", "--from", writeBillings(lines), "--out", out, "--yes"];
    const closed = await desk.connect("distributor", close);
    expect([closed.status, closed.err]).toEqual([
      3,
      expect.stringContaining(`${ROWS - MISTYPED.length} records closed, 5 refused.`),
    ]);
    const refused = closed.out.split("\n");
    expect(refused).toHaveLength(MISTYPED.length);
    for (const [at, line] of MISTYPED.entries()) {
      expect(refused[at]).toMatch(new RegExp(`^billed\\.csv:${line + 2}: UR-9\\S+ refused: \\S`));
    }
    expect(desk.read("results.csv").toString().trimEnd().split("\n")).toHaveLength(ROWS + 1);
    const early = await desk.connect("distributor", ["files", "close", files.storage, "--yes"]);
    expect([early.status, early.out]).toEqual([2, ""]);
  });

  it("has what was refused booked by a reconciliation, and the first file closed", async () => {
    const open = ["records", "list", "--file", files.storage, "--status", "approved", "valid"];
    const left = (await desk.json("distributor", ...open)) as unknown as readonly ListedRecord[];
    expect(left).toHaveLength(MISTYPED.length);
    const from = writeBillings(left.map(({ id, asset }) => [id, asset.id]));
    const out = desk.path("left.xlsx");
    await desk.json("distributor", "reconciliations", "write", "--from", from, "--out", out);
    await reconcile(out);
    const [closed] = await desk.json("distributor", "files", "close", files.storage, "--yes");
    expect(closed).toMatchObject({ status: "closed" });
  });

  it("has every chunk of the second file filled in and booked, and the file closed", async () => {
    for (const chunk of await chunksOf(files.calls)) {
      const workbook = desk.path(`${chunk}.xlsx`);
      const lines: (readonly [string, string])[] = [];
      for await (const { recordId = "", asset = "" } of streamUsageRows(
        desk.read(`${chunk}.xlsx`),
      )) {
        lines.push([recordId, asset]);
      }
      const write = ["--from", writeBillings(lines), "--chunk", workbook];
      const out = desk.path("filled.xlsx");
      await desk.json("distributor", "reconciliations", "write", ...write, "--out", out, "--force");
      await reconcile(out);
    }
    const [closed] = await desk.json("distributor", "files", "close", files.calls, "--yes");
    expect(closed).toMatchObject({ status: "closed" });
  });

  it("shows the vendor every record with its billing id", async () => {
    for (const [file, usage] of [
      [files.storage, storageUsage()],
      [files.calls, callsUsage()],
    ] as const) {
      const records = await listRecords("vendor", file);
      expect(new Set(records.map(({ id }) => id)).size).toBe(ROWS);
      const wrong = records.filter(({ status, asset, billingId, billingNote }) => {
        return status !== "closed" || billingId !== billOf(asset.id) || billingNote !== NOTE;
      });
      expect(wrong).toEqual([]);
      const sum = (quantities: Iterable<Quantity>) =>
        Array.from(quantities).reduce((total, one) => total.plus(one), Quantity.parse("0"));
      const reported = sum(Array.from(usage, ({ quantity }) => quantity));
      const billed = sum(records.map(({ quantity }) => Quantity.parse(quantity)));
      expect(billed.toString()).toBe(reported.toString());
      const [shown] = await desk.json("vendor", "files", "show", file);
      expect(shown).toMatchObject({ status: "closed", records: { closed: ROWS } });
    }
  });
});
