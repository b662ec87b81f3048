import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { Intake, LedgerEntry } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { type CuttingProxy, startCuttingProxy } from "./__fixtures__/cutting-proxy.ts";
import { createTestDatabase, type TestDatabase } from "./__fixtures__/fresh-ledger.ts";
import type { SharedLedger } from "./shared-ledger.ts";
import { startPostgres } from "./testing/index.ts";

function intake(recordId: string): Intake {
  const period = { start: 0, end: 3_600_000 };
  const quantity = Quantity.parse("1");
  const record: UsageRecord = { recordId, channel: "fake", subscription: "1", quantity, period };
  return { record, deliveryKey: "1" };
}

async function readEntries(ledger: SharedLedger): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.entries()) entries.push(entry);
  return entries;
}

describe("a connection that breaks during a commit", () => {
  let database: TestDatabase;
  let proxy: CuttingProxy;
  let ledger: SharedLedger;
  beforeEach(async () => {
    database = await createTestDatabase();
    const { port } = inject("server");
    proxy = await startCuttingProxy(port, "record-1");
    const connectionString = database.connectionString.replace(`:${port}/`, `:${proxy.port}/`);
    ledger = await database.open({ connectionString });
  });
  afterEach(async () => {
    await ledger.close();
    await proxy.close();
    await database.drop();
  });

  it.each(["after", "before"] as const)(
    "is settled by asking the server when it is cut %s the server has it",
    async (moment) => {
      proxy.cutNext(moment);
      const result = await ledger.takeIn([intake("record-1")]);
      expect(result).toEqual({ added: 1, known: 0, conflicts: [] });
      expect(proxy.cuts).toBe(1);
      expect((await readEntries(ledger)).map(({ kind }) => kind)).toEqual(["taken-in"]);
      expect((await ledger.verify()).differenceCount).toBe(0);
    },
  );
});

describe("a server that crashes", () => {
  it("has everything that was acknowledged when it is back, and the ledger goes on", async () => {
    const server = await startPostgres();
    try {
      const database = await createTestDatabase(server);
      const ledger = await database.open({ patience: 20_000 });
      const acknowledged: string[] = [];
      const takeIn = async (from: number) => {
        for (let number = from; number < from + 60; number += 1) {
          await ledger.takeIn([intake(`record-${number}`)]);
          acknowledged.push(`record-${number}`);
        }
      };
      await Promise.all([takeIn(0), takeIn(100), server.crash()]);
      const held: string[] = [];
      for await (const { record } of ledger.records()) held.push(record.recordId);
      expect(held.sort()).toEqual(acknowledged.sort());
      expect(held).toHaveLength(120);
      expect((await readEntries(ledger)).length).toBe(120);
      await ledger.close();
    } finally {
      await server.stop();
    }
  });

  it("does not take another's change for its own that got the same number afterwards", async () => {
    const server = await startPostgres();
    try {
      const database = await createTestDatabase(server);
      const other = await database.open({ patience: 20_000 });
      await other.takeIn([intake("record-0")]);
      const proxy = await startCuttingProxy(server.port, "record-1");
      const connectionString = database.connectionString.replace(
        `:${server.port}/`,
        `:${proxy.port}/`,
      );
      const ledger = await database.open({ connectionString, patience: 20_000 });
      proxy.holdNext(async () => {
        await server.crash();
        await other.takeIn([intake("record-2")]);
      });
      expect((await ledger.takeIn([intake("record-1")])).added).toBe(1);
      const held: string[] = [];
      for await (const { record } of ledger.records()) held.push(record.recordId);
      expect(held.sort()).toEqual(["record-0", "record-1", "record-2"]);
      expect((await ledger.verify()).differenceCount).toBe(0);
      await ledger.close();
      await other.close();
      await proxy.close();
    } finally {
      await server.stop();
    }
  });
});
