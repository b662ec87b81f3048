import { Quantity, type UsageRecord } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../__fixtures__/fresh-ledger.ts";
import type { SharedLedger } from "../shared-ledger.ts";

const KEYS = Array.from({ length: 8 }, (_, number) => `sub-${number}`);

function recordOf(subscription: string): UsageRecord {
  const period = { start: 0, end: 3_600_000 };
  const quantity = Quantity.parse("1.5");
  return { recordId: `of ${subscription}`, channel: "fake", subscription, quantity, period };
}

describe("planning on PostgreSQL", () => {
  let database: TestDatabase;
  let ledger: SharedLedger;
  beforeEach(async () => {
    database = await createTestDatabase();
    ledger = await database.open();
    const intakes = KEYS.map((key) => ({ record: recordOf(key), deliveryKey: key }));
    await ledger.takeIn(intakes);
  });
  afterEach(async () => {
    await ledger.close();
    await database.drop();
  });

  it("is given for every key what waits and what is held", async () => {
    const body = new TextEncoder().encode("x");
    const records = [recordOf("sub-5")];
    const again = { ...recordOf("sub-5"), recordId: "more of sub-5" };
    await ledger.commitIntents([{ id: "d", channel: "fake", key: "sub-5", records, body }]);
    await ledger.takeIn([{ record: again, deliveryKey: "sub-5" }]);
    const given: unknown[] = [];
    for await (const key of ledger.pendingKeys("fake")) {
      const waiting = await ledger.pendingRecords("fake", key, 9);
      const held = await ledger.heldRecords("fake", key);
      given.push([key, waiting, held.map(({ record }) => record)]);
    }
    const others = KEYS.map((key) => [key, [recordOf(key)], []]);
    expect(given).toEqual(others.with(5, ["sub-5", [again], records]));
  });

  it("does not see again what it has refused itself, though it was read before", async () => {
    const problem = { rule: "no", field: "quantity", message: "no" };
    const given: unknown[] = [];
    for await (const key of ledger.pendingKeys("fake")) {
      if (key === "sub-1") {
        const recordId = "of sub-2";
        await ledger.commitRefusals([{ status: "refused", recordId, problem }]);
      }
      given.push((await ledger.pendingRecords("fake", key, 9)).length);
    }
    expect(given).toEqual([1, 1, 0, 1, 1, 1, 1, 1]);
  });
});
