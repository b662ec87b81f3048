import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { intakes, usageRecord } from "./__fixtures__/records.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import type { Ledger } from "./index.ts";

/** What version 1 said of its own file, which `version-1.sql` is. */
interface Version1 {
  readonly records: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly deliveries: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly history: Readonly<Record<string, readonly string[]>>;
}

function readFixture(name: string): string {
  return readFileSync(join(import.meta.dirname, "__fixtures__", name), "utf8");
}

const before: Version1 = JSON.parse(readFixture("version-1.json"));
let folder: TemporaryFolder;

beforeEach(() => {
  folder = createTemporaryFolder();
  mkdirSync(dirname(folder.file), { recursive: true });
});
afterEach(() => folder.remove());

/** Makes the file of an older version. */
function place(version: number): void {
  const database = new DatabaseSync(folder.file);
  database.exec(`PRAGMA journal_mode = WAL; ${readFixture(`version-${version}.sql`)}`);
  database.close();
}

async function describeRecord(ledger: Ledger, id: string): Promise<Record<string, unknown>> {
  const found = await ledger.record(id);
  if (found === undefined) throw new Error(`no record ${id}`);
  const { record, state, takenInAt, reference, deliveryId, replacedBy, outcome } = found;
  const text = { channel: record.channel, quantity: record.quantity.toString() };
  const links = { reference, deliveryId, replacedBy, outcome: outcome?.status };
  return JSON.parse(JSON.stringify({ state, takenInAt, ...text, ...links }));
}

async function describeDelivery(ledger: Ledger, id: string): Promise<Record<string, unknown>> {
  const found = await ledger.delivery(id);
  if (found === undefined) throw new Error(`no delivery ${id}`);
  const { state, sha256, attempts, intendedAt, openRecordIds: open, delivery } = found;
  const body = Buffer.from(delivery.body).toString();
  return { state, key: delivery.key, sha256, attempts, intendedAt, body, open };
}

describe.each([1, 3, 5])("a ledger of version %i", (version) => {
  beforeEach(() => place(version));

  it("has every record, delivery and history as it was, but names ambiguity", async () => {
    const ledger = folder.open();
    const states = new Set<unknown>();
    for (const [id, expected] of Object.entries(before.records)) {
      const state = id === "ambiguous" ? "ambiguous" : expected["state"];
      expect(await describeRecord(ledger, id)).toEqual({ ...expected, state });
      const kinds = (await ledger.history(id)).map(({ kind }) => kind);
      expect([id, kinds]).toEqual([id, before.history[id]]);
      states.add(expected["state"]);
    }
    expect(states.size).toBe(13);
    for (const [id, expected] of Object.entries(before.deliveries)) {
      const open = (expected["open"] as string[]).filter((record) => record !== "ambiguous");
      expect(await describeDelivery(ledger, id)).toEqual({ ...expected, open });
    }
    expect(await ledger.verify()).toMatchObject({ differenceCount: 0 });
  });

  it("gets the indexes and the links of a new one", async () => {
    const [made, fresh] = [folder, createTemporaryFolder()];
    const schemas: unknown[] = [];
    for (const { file, open } of [made, fresh]) {
      await open().close();
      const database = new DatabaseSync(file, { readOnly: true });
      const sql = "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
      schemas.push(database.prepare(sql).all());
      database.close();
    }
    expect(schemas[0]).toEqual(schemas[1]);
    await fresh.remove();
    const ledger = folder.open();
    await ledger.commitAccount("fake", "account 1");
    expect([...(await ledger.accounts())]).toEqual([["fake", "account 1"]]);
    expect(await ledger.rebuild()).toMatchObject({ differenceCount: 0 });
  });

  it("goes on, and is not migrated twice", async () => {
    const ledger = folder.open();
    const id = "0123456789abcdef0123456789abcdef";
    const same = usageRecord({ recordId: id, subscription: "sub-waiting", description: "Größe ∞" });
    expect(await ledger.takeIn(intakes(same, usageRecord()))).toMatchObject({ added: 1, known: 1 });
    await ledger.commitRetraction("retracting", "retracted");
    const absent = { status: "absent", recordId: "replacing" } as const;
    await ledger.commitCorrection("correcting", { record: "retracted", replacement: absent });
    await ledger.close();
    const again = folder.open();
    expect((await again.record("a"))?.state).toBe("waiting");
    expect((await again.record("retracting"))?.state).toBe("retracted");
    expect(await again.verify()).toMatchObject({ differenceCount: 0 });
  });
});

describe("a ledger of version 5", () => {
  it("says what was to be credited before that could be asked for", async () => {
    place(5);
    const ledger = folder.open();
    const grounds = { reason: "metered twice", by: "Ada" };
    const found = await ledger.credits({ channel: "fake", subscription: "sub-billed" });
    expect(
      found.map(({ record, credit, ...rest }) => [record.recordId, `${credit}`, rest]),
    ).toEqual([
      ["credited", "2.25", { at: 1_788_220_904_000, grounds }],
      ["compensated", "9.5", { at: 1_788_220_905_000, replacement: "compensation", grounds }],
    ]);
    expect(await ledger.rebuild()).toMatchObject({ differenceCount: 0 });
    expect(await ledger.credits()).toEqual(found);
  });
});
