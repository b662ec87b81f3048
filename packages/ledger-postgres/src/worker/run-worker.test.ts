import type { Delivery } from "@usage-billing/core";
import { Quantity, type UsageRecord } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../__fixtures__/fresh-ledger.ts";
import type { Claim, SharedLedger } from "../shared-ledger.ts";

function record(recordId: string, subscription: string): UsageRecord {
  const period = { start: 0, end: 3_600_000 };
  return { recordId, channel: "fake", subscription, quantity: Quantity.parse("1"), period };
}

function toDelivery(one: UsageRecord): Delivery {
  const { recordId, channel, subscription: key } = one;
  const body = new TextEncoder().encode(recordId);
  return { id: `delivery-${recordId}`, channel, key, records: [one], body };
}

async function accept({ deliveryId, ledger }: Claim): Promise<void> {
  const recordId = deliveryId.replace("delivery-", "");
  const outcome = { status: "accepted", recordId, reference: `ref-${recordId}` } as const;
  await ledger.commitOutcomes([{ deliveryId, outcomes: [outcome] }]);
}

async function intend(ledger: SharedLedger, ...records: readonly UsageRecord[]): Promise<void> {
  await ledger.takeIn(records.map((one) => ({ record: one, deliveryKey: one.subscription })));
  await ledger.commitIntents(records.map(toDelivery));
}

describe("runWorker", () => {
  let database: TestDatabase;
  const open: SharedLedger[] = [];
  const openLedger = async (options: Parameters<TestDatabase["open"]>[0] = {}) => {
    const ledger = await database.open({ leaseSeconds: 2, ...options });
    open.push(ledger);
    return ledger;
  };
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((ledger) => ledger.close()));
    await database.drop();
  });

  it("hands a delivery out once, and no more when it is settled", async () => {
    const ledger = await openLedger();
    await intend(ledger, record("a", "1"), record("b", "2"), record("c", "2"));
    const stop = new AbortController();
    const claims: Claim[] = [];
    const deliver = async (claim: Claim) => {
      claims.push(claim);
      await accept(claim);
      if (claims.length === 3) stop.abort();
    };
    const worker = { deliver, plan: async () => undefined, signal: stop.signal };
    await Promise.all([ledger.runWorker(worker), (await openLedger()).runWorker(worker)]);
    const ids = claims.map(({ deliveryId }) => deliveryId).sort();
    expect(ids).toEqual(["delivery-a", "delivery-b", "delivery-c"]);
    expect(claims.map(({ token, isFirstClaim }) => [token, isFirstClaim])).toEqual(
      Array.from({ length: 3 }, () => [1, true]),
    );
    expect(await ledger.pendingCount("fake")).toBe(0);
  });

  it("hands it out again with a greater token when it is not settled, after the time that was asked for", async () => {
    const ledger = await openLedger();
    await intend(ledger, record("a", "1"));
    const stop = new AbortController();
    const tokens: [number, boolean][] = [];
    await ledger.runWorker({
      signal: stop.signal,
      plan: async () => undefined,
      deliver: async (claim) => {
        tokens.push([claim.token, claim.isFirstClaim]);
        if (tokens.length === 1) return { retryAfter: 10 };
        await accept(claim);
        return stop.abort();
      },
    });
    expect(tokens).toEqual([
      [1, true],
      [2, false],
    ]);
  });

  it("takes nothing from a worker whose delivery was handed out again", async () => {
    const ledger = await openLedger();
    await intend(ledger, record("a", "1"));
    const stop = new AbortController();
    let first: Claim | undefined;
    await ledger.runWorker({
      signal: stop.signal,
      plan: async () => undefined,
      deliver: async (claim) => {
        if (first === undefined) {
          first = claim;
          return { retryAfter: 0 };
        }
        await expect(accept(first)).rejects.toThrow(/handed out delivery delivery-a again/);
        await expect(first.ledger.commitResends(["delivery-a"])).rejects.toThrow(/again/);
        await accept(claim);
        return stop.abort();
      },
    });
    expect((await ledger.record("a"))?.state).toBe("accepted");
    expect((await ledger.history("a")).map(({ kind }) => kind)).toEqual([
      "taken-in",
      "intent",
      "outcome",
    ]);
  });

  it("keeps the order of a delivery key where a channel asks for it", async () => {
    const ledger = await openLedger({ orderedChannels: ["fake"] });
    for (const id of ["a", "b", "c"]) await intend(ledger, record(id, "1"));
    const stop = new AbortController();
    const order: string[] = [];
    let isFirstTry = true;
    await ledger.runWorker({
      signal: stop.signal,
      plan: async () => undefined,
      deliver: async (claim) => {
        order.push(claim.deliveryId);
        if (isFirstTry) {
          isFirstTry = false;
          return { retryAfter: 300 };
        }
        await accept(claim);
        return order.length === 4 ? stop.abort() : undefined;
      },
    });
    expect(order).toEqual(["delivery-a", "delivery-a", "delivery-b", "delivery-c"]);
  });

  it("plans in one process at a time, and what was planned before goes on without it", async () => {
    const ledger = await openLedger();
    const records = [record("a", "1"), record("b", "2")];
    await ledger.takeIn(records.map((one) => ({ record: one, deliveryKey: one.subscription })));
    const stop = new AbortController();
    let [planning, most, ended] = [0, 0, 0];
    const worker = {
      signal: stop.signal,
      plan: async (
        channel: string,
        claim: { ledger: { commitIntents: SharedLedger["commitIntents"] } },
      ) => {
        expect(channel).toBe("fake");
        planning += 1;
        most = Math.max(most, planning);
        if (ended === 0) await claim.ledger.commitIntents(records.map(toDelivery));
        ended += 1;
        planning -= 1;
      },
      deliver: async (claim: Claim) => {
        await accept(claim);
        if ((await ledger.pendingCount("fake")) === 0) stop.abort();
      },
    };
    await Promise.all([ledger.runWorker(worker), (await openLedger()).runWorker(worker)]);
    expect(most).toBe(1);
    const [sum] = await ledger.sums();
    expect(sum).toMatchObject({ state: "accepted", count: 2 });
  });
});
