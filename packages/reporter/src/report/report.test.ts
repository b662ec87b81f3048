import { InvalidUsageRecordError } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel, type Fault } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord, usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { ReporterOptions } from "../options.ts";
import type { Reporter } from "../reporter.ts";
import type { ChannelSummary, ReportSummary } from "../summaries.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;

beforeEach(() => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
});
afterEach(() => storage.remove());

function reporterOf(options: Partial<ReporterOptions> = {}): Reporter {
  const channels = new Map([[channel.id, channel]]);
  return createReporter({
    channels,
    ledger: storage.ledger,
    clock: createFakeClock(),
    ...options,
  });
}

function only(summary: ReportSummary): ChannelSummary {
  const [first] = summary.channels;
  if (first === undefined) throw new Error("no channel was reported to");
  return first;
}

function sumsOf(summary: ReportSummary): string[] {
  return only(summary).sums.map(
    ({ status, count, quantity, stored }) => `${status} ${count} ${quantity} ${stored}`,
  );
}

function heldIds(from: FakeChannel = channel): string[] {
  return from.holdings.map(({ record }) => record.recordId).sort();
}

describe("report", () => {
  it("sends every record once and adds up exactly", async () => {
    const reporter = reporterOf();
    const records = usageRecords(20);
    expect(await reporter.takeIn(records)).toEqual({ added: 20, known: 0, conflicts: [] });
    const summary = await reporter.report();
    expect(sumsOf(summary)).toEqual(["accepted 20 21 21"]);
    expect(heldIds()).toEqual(records.map(({ recordId }) => recordId).sort());
    expect(only(summary)).toMatchObject({ deliveries: 8, failures: [], notable: [] });
    expect(summary.interrupted).toBe(false);
  });

  it("sends nothing the second time", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(5));
    await reporter.report();
    const before = channel.sent.length;
    expect(await reporter.takeIn(usageRecords(5))).toEqual({ added: 0, known: 5, conflicts: [] });
    expect(sumsOf(await reporter.report())).toEqual([]);
    expect([channel.sent.length, channel.readBacks]).toEqual([before, 0]);
  });

  it("commits the intent with the exact bytes before they are sent", async () => {
    const states: unknown[] = [];
    channel = createFakeChannel({
      onSend: async ({ id, body }) => {
        const kept = await storage.ledger.delivery(id);
        states.push([kept?.state, Buffer.from(kept?.delivery.body ?? []).equals(body)]);
      },
    });
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(4));
    await reporter.report();
    expect(states).toEqual([
      ["sending", true],
      ["sending", true],
    ]);
  });

  it.each<[Fault, string[], number]>([
    ["lost-after-storing", ["accepted 3 4.5 4.5"], 1],
    ["lost-before-storing", ["accepted 3 4.5 4.5"], 2],
    ["lost-half-way", ["accepted 3 4.5 4.5"], 2],
    ["answers-unknown", ["accepted 3 4.5 4.5"], 1],
    ["answers-nothing", ["accepted 3 4.5 4.5"], 1],
    ["defect-after-storing", ["accepted 3 4.5 4.5"], 1],
    ["defect-before-storing", ["accepted 3 4.5 4.5"], 2],
    ["trims", ["partial 3 4.5 0.15"], 1],
    ["refuses", ["refused 3 4.5 4.5"], 1],
    ["refused-connection", ["unsent 3 4.5 4.5"], 1],
  ])("%s ends as %j after %i sends", async (fault, sums, sends) => {
    const records = ["a", "b", "c"].map((recordId) => usageRecord({ recordId }));
    const reporter = reporterOf();
    await reporter.takeIn(records);
    channel.faults.push(fault);
    expect(sumsOf(await reporter.report())).toEqual(sums);
    expect(channel.sent).toHaveLength(sends);
    expect(new Set(heldIds()).size).toBe(channel.holdings.length);
  });

  it("lists refused, partial and unknown records with their outcome", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(9));
    channel.faults.push("refuses", "trims", "lost-before-storing");
    channel.settleFaults.push("unknown", "unknown", "unknown");
    const { notable } = only(await reporter.report());
    expect(notable.map(({ record, outcome }) => [record.recordId, outcome.status])).toEqual([
      ["fake-r1", "refused"],
      ["fake-r3", "refused"],
      ["fake-r5", "refused"],
      ["fake-r7", "partial"],
      ["fake-r9", "partial"],
      ["fake-r2", "unknown"],
      ["fake-r4", "unknown"],
      ["fake-r6", "unknown"],
    ]);
  });

  it("refuses at plan time what the channel's rules do not let through, and sends the rest", async () => {
    const reporter = reporterOf();
    const [first, second] = [usageRecord({ recordId: "a" }), usageRecord({ recordId: "b" })];
    const { meter: _, ...withoutMeter } = second;
    const deliveryKey = "sub-1";
    const intakes = [first, withoutMeter].map((record) => ({ record, deliveryKey }));
    await storage.ledger.takeIn(intakes);
    expect(sumsOf(await reporter.report())).toEqual(["accepted 1 1.5 1.5", "refused 1 1.5 1.5"]);
    expect(heldIds()).toEqual(["a"]);
  });

  it("refuses a record that the plan cannot tell from another, and sends the rest", async () => {
    const records = usageRecords(6);
    const [, , second] = records;
    if (second === undefined) throw new Error("there are six records");
    const { recordId } = second;
    const problem = { rule: "duplicate-natural-key", field: "period", message: "there is another" };
    const { plan } = channel;
    channel = {
      ...channel,
      plan(given) {
        const isThere = given.some((record) => record.recordId === recordId);
        if (isThere) throw new InvalidUsageRecordError(recordId, [problem]);
        return plan(given);
      },
    };
    const reporter = reporterOf();
    await reporter.takeIn(records);
    const summary = await reporter.report();
    expect(only(summary).notable).toMatchObject([{ outcome: { status: "refused", problem } }]);
    expect(heldIds()).toEqual(
      records
        .map((record) => record.recordId)
        .filter((id) => id !== recordId)
        .sort(),
    );
  });

  it("refuses all records at once that a plan names together, and sends the rest", async () => {
    const records = usageRecords(6).map((record) => ({ ...record, subscription: "sub-1" }));
    const named = records.slice(2, 5).map(({ recordId }) => recordId);
    const problems = [{ rule: "odd-one", field: "amount", message: "the others have one" }];
    const { plan } = channel;
    let plans = 0;
    channel = {
      ...channel,
      plan(given) {
        plans += 1;
        const [first, ...others] = given.filter(({ recordId }) => named.includes(recordId));
        if (first === undefined) return plan(given);
        const more = others.map(({ recordId }) => ({ recordId, problems }));
        throw new InvalidUsageRecordError(first.recordId, problems, more);
      },
    };
    const reporter = reporterOf();
    await reporter.takeIn(records);
    const { notable } = only(await reporter.report());
    expect(notable.map(({ outcome }) => outcome.status)).toEqual(["refused", "refused", "refused"]);
    expect(heldIds()).not.toEqual(expect.arrayContaining([named[0]]));
    expect([heldIds().length, plans]).toEqual([3, 2]);
  });

  it("believes that nothing is there only after the visibility lag", async () => {
    const clock = createFakeClock();
    const reporter = reporterOf({ clock, visibilityLag: 5_000 });
    await reporter.takeIn([usageRecord()]);
    channel.faults.push("lost-after-storing");
    channel.settleFaults.push("shows-nothing");
    expect(sumsOf(await reporter.report())).toEqual(["accepted 1 1.5 1.5"]);
    expect(clock.slept).toEqual([5_000]);
    expect(heldIds()).toEqual(["r1"]);
  });
});

describe("report, when an outcome stays unknown", () => {
  it("sends the rest of a delivery in a new one, not its bytes again", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(["a", "b", "c"].map((recordId) => usageRecord({ recordId })));
    channel.faults.push("lost-half-way");
    channel.settleFaults.push("half-unknown", "half-unknown", "half-unknown");
    expect(sumsOf(await reporter.report())).toEqual(["accepted 2 3 3", "unknown 1 1.5 1.5"]);
    expect(sumsOf(await reporter.report())).toEqual(["accepted 1 1.5 1.5"]);
    expect(heldIds()).toEqual(["a", "b", "c"]);
  });

  it("commits every attempt before it is made", async () => {
    const reporter = reporterOf();
    await reporter.takeIn([usageRecord()]);
    channel.faults.push("lost-before-storing", "refused-connection");
    await reporter.report();
    await reporter.report();
    expect((await storage.ledger.history("r1")).map(({ kind }) => kind)).toEqual([
      ...["taken-in", "intent", "resend", "not-sent", "resend", "outcome"],
    ]);
  });

  it("sends nothing again until read-back tells", async () => {
    const reporter = reporterOf();
    await reporter.takeIn([usageRecord()]);
    channel.faults.push("lost-after-storing");
    channel.settleFaults.push("unknown", "defect", "unknown", "refused-connection");
    expect(sumsOf(await reporter.report())).toEqual(["unknown 1 1.5 1.5"]);
    expect((await storage.ledger.record("r1"))?.state).toBe("unknown");
    expect(sumsOf(await reporter.report())).toEqual(["unknown 1 1.5 1.5"]);
    expect(sumsOf(await reporter.report())).toEqual(["accepted 1 1.5 1.5"]);
    expect(channel.sent).toHaveLength(1);
  });

  it("sends the stored bytes again, not bytes planned anew (D23)", async () => {
    const reporter = reporterOf();
    await reporter.takeIn([usageRecord()]);
    channel.faults.push("refused-connection");
    await reporter.report();
    const ledger = await storage.reopen();
    const changed = createFakeChannel();
    const plan: typeof changed.plan = (records) =>
      changed.plan(records).map((delivery) => ({ ...delivery, body: new Uint8Array([1]) }));
    const channels = new Map([["fake", { ...changed, plan }]]);
    await createReporter({ channels, ledger, clock: createFakeClock() }).report();
    expect(changed.sent).toEqual(channel.sent);
  });

  it("sends only what is missing of a delivery that was stored in part (D24)", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(["a", "b", "c"].map((recordId) => usageRecord({ recordId })));
    channel.faults.push("lost-half-way");
    channel.settleFaults.push("unknown", "unknown", "unknown");
    await reporter.report();
    expect(sumsOf(await reporter.report())).toEqual(["accepted 3 4.5 4.5"]);
    expect(heldIds()).toEqual(["a", "b", "c"]);
    expect((await storage.ledger.history("c")).map(({ kind }) => kind)).toEqual([
      ...["taken-in", "intent", "settlement", "settlement", "absent", "intent", "outcome"],
    ]);
  });
});
