import { LedgerError } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel, type Fault } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Progress } from "../options.ts";
import type { Reporter } from "../reporter.ts";
import type { ReportSummary } from "../summaries.ts";

let storage: TemporaryLedger;
let good: FakeChannel;
let bad: FakeChannel;
const progress: Progress[] = [];

beforeEach(() => {
  storage = createTemporaryLedger();
  good = createFakeChannel({ id: "good", maximumRecords: 1 });
  bad = createFakeChannel({ id: "bad", maximumRecords: 1 });
  progress.length = 0;
});
afterEach(() => storage.remove());

async function reporterWithRecords(count: number): Promise<Reporter> {
  const reporter = createReporter({
    channels: new Map([bad, good].map((channel) => [channel.id, channel])),
    ledger: storage.ledger,
    clock: createFakeClock(),
    concurrency: 2,
    onProgress: (step) => {
      progress.push(step);
      throw new Error("a listener's defect is its own");
    },
  });
  await reporter.takeIn([...usageRecords(count, "good"), ...usageRecords(count, "bad")]);
  return reporter;
}

function countsOf({ channels }: ReportSummary): string[] {
  return channels.flatMap(({ channel, sums }) =>
    sums.map(({ status, count }) => `${channel} ${status} ${count}`),
  );
}

describe("report to several channels", () => {
  it.each<[Fault, string]>([
    ["refused-connection", "CHANNEL_CONNECTION"],
    ["unauthenticated", "AUTHENTICATION"],
    ["rate-limit", "RATE_LIMIT"],
  ])("gives a channel up after %s, and only that one", async (fault, code) => {
    const reporter = await reporterWithRecords(20);
    bad.faults.push(fault, fault);
    const summary = await reporter.report();
    expect(countsOf(summary)).toEqual(["bad unsent 20", "good accepted 20"]);
    expect(summary.channels[0]?.error).toMatchObject({ code });
    expect(summary.channels[1]?.error).toBeUndefined();
    expect(bad.sent.length).toBeLessThanOrEqual(2);
    bad.faults.length = 0;
    expect(countsOf(await reporter.report())).toEqual(["bad accepted 20"]);
  });

  it("finishes the others when one throws an unforeseen error (D33)", async () => {
    bad = { ...bad, plan: () => Reflect.get(Object(undefined), "plan").call() };
    const summary = await (await reporterWithRecords(3)).report();
    expect(countsOf(summary)).toEqual(["bad unsent 3", "good accepted 3"]);
    expect(summary.channels[0]?.error).toBeInstanceOf(TypeError);
    expect(summary.channels[0]?.failures).toHaveLength(1);
  });

  it("finishes the others while one does not answer at all", async () => {
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    const { promise: othersEnd, resolve: end } = Promise.withResolvers<void>();
    const hung = createFakeChannel({ id: "hung", onSend: () => answer });
    const other = createFakeChannel({ id: "other" });
    const reporter = createReporter({
      channels: new Map([hung, other].map((channel) => [channel.id, channel])),
      ledger: storage.ledger,
      clock: createFakeClock(),
      onProgress: ({ channel, kind }) => {
        if (channel === "other" && kind === "end") end();
      },
    });
    await reporter.takeIn([...usageRecords(3, "hung"), ...usageRecords(30, "other")]);
    const report = reporter.report();
    await othersEnd;
    expect([hung.holdings.length, other.holdings.length]).toEqual([0, 30]);
    resolve();
    expect((await report).channels.map(({ sums }) => sums[0]?.count)).toEqual([3, 30]);
  });

  it("sends nothing of a plan that loses or doubles a record", async () => {
    const { plan } = bad;
    bad = { ...bad, plan: (records) => plan(records.slice(1)) };
    good = { ...good, plan: (records) => [...plan(records), ...plan(records)] };
    const summary = await (await reporterWithRecords(3)).report();
    expect(countsOf(summary)).toEqual(["bad unsent 3", "good unsent 3"]);
    expect([...bad.sent, ...good.sent]).toEqual([]);
  });

  it("gives a channel up that fails without end, with every record accounted for", async () => {
    const reporter = await reporterWithRecords(30);
    bad.faults.push(...Array.from({ length: 100 }, (): Fault => "lost-before-storing"));
    const summary = await reporter.report();
    const [failing, other] = summary.channels;
    expect(failing?.sums.map(({ status }) => status)).not.toContain("accepted");
    expect(failing?.sums.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    expect(other?.sums.map(({ status, count }) => [status, count])).toEqual([["accepted", 30]]);
    expect(bad.sent.length).toBeLessThan(30);
    expect(summary.channels[0]?.failures.length).toBeLessThanOrEqual(20);
  });

  it("reports only to the channels asked for", async () => {
    const reporter = await reporterWithRecords(2);
    expect(countsOf(await reporter.report({ channels: ["good"] }))).toEqual(["good accepted 2"]);
    await expect(reporter.report({ channels: ["none"] })).rejects.toMatchObject({
      code: "MISSING_CONFIGURATION",
    });
  });

  it("tells what it does, whatever the listener does", async () => {
    await (await reporterWithRecords(2)).report({ channels: ["good"] });
    const steps = progress.map(({ kind, finished, total }) => `${kind} ${finished}/${total}`);
    expect(steps[0]).toBe("start 0/2");
    expect(steps.at(-1)).toBe("end 2/2");
    expect(steps.filter((step) => step.startsWith("sending"))).toHaveLength(2);
  });

  it("refuses to take in a record of a channel that it has not, or with a problem", async () => {
    const reporter = await reporterWithRecords(0);
    await expect(reporter.takeIn(usageRecords(1, "none"))).rejects.toMatchObject({
      code: "MISSING_CONFIGURATION",
    });
    const [record] = usageRecords(1, "good").map(({ meter: _, ...rest }) => rest);
    await expect(reporter.takeIn(record === undefined ? [] : [record])).rejects.toMatchObject({
      code: "INVALID_USAGE_RECORD",
    });
  });
});

describe("a ledger that fails", () => {
  it("ends the report of every channel, and the next one goes on from there", async () => {
    const { ledger } = storage;
    await reporterWithRecords(20);
    const full = new LedgerError(ledger.file, "cannot grow because the disk is full");
    const channels = new Map([good, bad].map((channel) => [channel.id, channel]));
    const clock = createFakeClock();
    const failing = { ...ledger, commitOutcomes: () => Promise.reject(full) };
    const reporter = createReporter({ channels, ledger: failing, clock, concurrency: 2 });
    await expect(reporter.report()).rejects.toBe(full);
    expect(good.sent.length + bad.sent.length).toBeLessThan(20);
    const summary = await createReporter({ channels, ledger, clock }).report();
    expect(countsOf(summary)).toEqual(["good accepted 20", "bad accepted 20"]);
    expect([...good.holdings, ...bad.holdings]).toHaveLength(40);
  });
});

describe("an interrupted report", () => {
  it("finishes what is on its way, begins nothing new, and the next run does the rest", async () => {
    const stop = new AbortController();
    good = createFakeChannel({
      id: "good",
      maximumRecords: 1,
      onSend: () => {
        if (good.sent.length === 4) stop.abort();
      },
    });
    const reporter = await reporterWithRecords(20);
    const summary = await reporter.report({ channels: ["good"], signal: stop.signal });
    expect(summary.interrupted).toBe(true);
    expect(good.sent.length).toBeLessThanOrEqual(6);
    const sent = good.sent.length;
    expect(countsOf(summary)).toEqual([`good accepted ${sent}`, `good unsent ${20 - sent}`]);
    const rest = await reporter.report({ channels: ["good"] });
    expect(countsOf(rest)).toEqual([`good accepted ${20 - sent}`]);
    expect([rest.interrupted, good.readBacks]).toEqual([false, 0]);
    expect(new Set(good.holdings.map(({ record }) => record.recordId)).size).toBe(20);
  });

  it("leaves an outcome in doubt for the next run", async () => {
    const stop = new AbortController();
    good = createFakeChannel({ id: "good", onSend: () => stop.abort() });
    good.faults.push("lost-after-storing");
    good.settleFaults.push("shows-nothing");
    const reporter = await reporterWithRecords(1);
    const summary = await reporter.report({ channels: ["good"], signal: stop.signal });
    expect(countsOf(summary)).toEqual(["good unknown 1"]);
    expect(countsOf(await reporter.report({ channels: ["good"] }))).toEqual(["good accepted 1"]);
    expect(good.holdings).toHaveLength(1);
  });

  it("does nothing at all when it was ended before it began", async () => {
    const reporter = await reporterWithRecords(2);
    const summary = await reporter.report({ signal: AbortSignal.abort() });
    expect(countsOf(summary)).toEqual(["bad unsent 2", "good unsent 2"]);
    expect([...bad.sent, ...good.sent]).toEqual([]);
  });
});
