import { deriveRecordId, Quantity, type UsageRecord } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let reporter: Reporter;
const HOUR = 3_600_000;
const grounds = { reason: "metered twice", by: "Ada" };
const later = { start: 5 * HOUR, end: 6 * HOUR };
const raise = { quantity: Quantity.parse("17") };

beforeEach(() => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
  const channels = new Map([[channel.id, channel]]);
  reporter = createReporter({ channels, ledger: storage.ledger, clock: createFakeClock() });
});
afterEach(() => storage.remove());

async function report(...records: readonly Partial<UsageRecord>[]): Promise<void> {
  await reporter.takeIn(
    records.map((record) => usageRecord({ quantity: Quantity.parse("12"), ...record })),
  );
  await reporter.report();
}

function bill(recordId: string): void {
  const reference = channel.holdings.find(({ record }) => record.recordId === recordId)?.reference;
  const billed = { status: "accepted", recordId, billingReference: "INV-1" } as const;
  channel.followed.set(recordId, { ...billed, reference: reference ?? "" });
}

describe("correct with a change", () => {
  it("names an unknown record, and wants a reason and a person", async () => {
    await expect(reporter.correct("none", raise, grounds)).rejects.toThrow(
      "record none is not in the ledger; check the id",
    );
    await expect(reporter.correct("a", raise, { ...grounds, reason: " " })).rejects.toThrow("why");
    await expect(reporter.correct("a", raise, { ...grounds, by: "" })).rejects.toThrow("who");
  });

  it("derives the ids of revisions from the source, as a file would, and goes on counting", async () => {
    const { channel: id, subscription, meter, period } = usageRecord({ recordId: "x" });
    const facts = { source: "meters", channel: id, subscription, meter, period };
    const recordId = deriveRecordId({ ...facts, revision: 0 });
    await report({ recordId });
    const why = { ...grounds, source: "meters" };
    const { plan } = await reporter.correct(recordId, raise, why);
    const first = deriveRecordId({ ...facts, revision: 1 });
    expect(plan.replacement?.recordId).toBe(first);
    const again = await reporter.correct(first, { quantity: Quantity.parse("12") }, why);
    expect(again.plan.replacement?.recordId).toBe(deriveRecordId({ ...facts, revision: 2 }));
    expect(channel.holdings.map(({ stored }) => stored.toString())).toEqual(["12"]);
  });

  it("asks whether it was billed meanwhile, and changes nothing that was", async () => {
    await report({ recordId: "a" });
    bill("a");
    await expect(reporter.correct("a", raise, grounds)).rejects.toThrow(
      "billed as INV-1 meanwhile",
    );
    expect(channel.holdings).toHaveLength(1);
    const end = await reporter.correct("a", raise, grounds);
    expect(end).toMatchObject({ plan: { action: "compensate" }, isInLine: true });
    await reporter.report();
    expect(channel.holdings.map(({ stored }) => stored.toString())).toEqual(["12", "5"]);
  });

  it("goes to no period that the channel has billed", async () => {
    await report({ recordId: "a" }, { recordId: "b", period: later });
    bill("b");
    await reporter.follow();
    const plan = await reporter.planCorrection("a", { period: later });
    expect(plan).toMatchObject({ status: "refused", rule: "period-closed" });
    expect(JSON.stringify(plan)).toContain("INV-1");
  });

  it("takes no place that another record has", async () => {
    await report({ recordId: "a" }, { recordId: "b", period: later });
    await expect(reporter.correct("a", { period: later }, grounds)).rejects.toThrow(
      "record b reports the same there",
    );
    expect(channel.holdings).toHaveLength(2);
  });

  it("keeps a record that the channel keeps, when it is to go elsewhere", async () => {
    await report({ recordId: "a" });
    channel.changeFaults.push("lost-before");
    await expect(reporter.correct("a", { period: later }, grounds)).rejects.toMatchObject({
      code: "CHANNEL_CONNECTION",
    });
    expect((await storage.ledger.record("a"))?.state).toBe("accepted");
    const end = await reporter.correct("a", { period: later }, grounds);
    expect(end.isInLine).toBe(true);
    await reporter.report();
    expect(channel.holdings.map(({ record }) => record.period)).toEqual([later]);
  });

  it("revises what was refused, and sends the other with the next report", async () => {
    channel.faults.push("refuses");
    await report({ recordId: "a" });
    const end = await reporter.correct("a", { meter: "other" }, grounds);
    expect(end).toMatchObject({ plan: { action: "revise" }, isInLine: true });
    await reporter.report();
    expect(channel.holdings.map(({ record }) => record.meter)).toEqual(["other"]);
    channel.correct = async (_sent, { recordId }) => {
      const problem = { rule: "no", field: "quantity", message: "not that" };
      return { status: "refused", recordId, problem };
    };
    const held = end.plan.replacement?.recordId ?? "";
    const { plan } = await reporter.correct(held, raise, grounds);
    const refused = plan.replacement?.recordId ?? "";
    expect((await storage.ledger.record(held))?.state).toBe("accepted");
    expect((await storage.ledger.record(refused))?.state).toBe("dismissed");
  });

  it("counts a correction that did not take place as no usage, however often it is tried", async () => {
    await report({ recordId: "a" });
    for (const quantity of ["15", "16", "15"].map(Quantity.parse)) {
      channel.changeFaults.push("lost-before");
      await expect(reporter.correct("a", { quantity }, grounds)).rejects.toThrow();
    }
    await reporter.correct("a", raise, grounds);
    const states: string[] = [];
    for await (const { state } of storage.ledger.records({})) states.push(state);
    expect(states).toEqual(["corrected", ...Array(3).fill("dismissed"), "accepted"]);
    await reporter.report();
    expect(channel.holdings.map(({ stored }) => stored.toString())).toEqual(["17"]);
  });

  it("keeps who wanted it, and why, from the first record to the one that replaced it", async () => {
    await report({ recordId: "a" });
    const { plan } = await reporter.correct("a", raise, grounds);
    const history = await storage.ledger.history(plan.replacement?.recordId ?? "");
    expect(history.map(({ kind }) => kind)).toEqual([
      ...["taken-in", "correction-intent", "correction-outcome"],
    ]);
    expect(history[1]?.body).toMatchObject({ record: "a", ...grounds });
  });
});
