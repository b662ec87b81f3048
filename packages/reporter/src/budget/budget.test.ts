import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock, type FakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Progress, ReporterOptions } from "../options.ts";
import type { Reporter } from "../reporter.ts";

const BUDGET = { requests: 2, milliseconds: 600_000 };

let storage: TemporaryLedger;
let channel: FakeChannel;
let clock: FakeClock;
let progress: Progress[];

beforeEach(() => {
  storage = createTemporaryLedger();
  channel = createFakeChannel({ maximumRecords: 1 });
  clock = createFakeClock();
  progress = [];
});
afterEach(() => storage.remove());

function reporterOf(budgets: ReporterOptions["budgets"]): Reporter {
  return createReporter({
    channels: new Map([[channel.id, channel]]),
    ledger: storage.ledger,
    clock,
    onProgress: (event) => progress.push(event),
    ...(budgets === undefined ? {} : { budgets }),
  });
}

describe("a write budget", () => {
  it("holds back what is beyond it, and says so", async () => {
    const reporter = reporterOf(new Map([["fake", BUDGET]]));
    await reporter.takeIn(usageRecords(5));
    await reporter.report();
    expect(clock.slept).toEqual([600_000, 600_000]);
    expect(progress.filter(({ kind }) => kind === "budget").map(({ detail }) => detail)).toEqual([
      "waits 600 s",
      "waits 600 s",
    ]);
    expect(channel.holdings).toHaveLength(5);
  });

  it("is not new after a restart", async () => {
    const budgets = new Map([["fake", BUDGET]]);
    const first = reporterOf(budgets);
    await first.takeIn(usageRecords(2));
    await first.report();
    expect(clock.slept).toEqual([]);
    const second = reporterOf(budgets);
    await second.takeIn(usageRecords(3));
    await second.report();
    expect(clock.slept).toHaveLength(1);
    expect(clock.slept[0]).toBeGreaterThan(500_000);
  });

  it("is that of the channel's capabilities, unless there is to be none", async () => {
    const { capabilities } = channel;
    channel = { ...channel, capabilities: { ...capabilities, writeBudget: BUDGET } };
    const reporter = reporterOf(undefined);
    await reporter.takeIn(usageRecords(3));
    await reporter.report();
    expect(clock.slept).toHaveLength(1);
    const other = reporterOf(new Map([["fake", "none"]]));
    await other.takeIn(usageRecords(9));
    await other.report();
    expect(clock.slept).toHaveLength(1);
  });

  it("leaves what waits for it unsent when the report is ended", async () => {
    const ended = new AbortController();
    const reporter = createReporter({
      channels: new Map([[channel.id, channel]]),
      ledger: storage.ledger,
      clock,
      budgets: new Map([["fake", BUDGET]]),
      onProgress: ({ kind }) => kind === "budget" && ended.abort(),
    });
    await reporter.takeIn(usageRecords(4));
    const { channels, interrupted } = await reporter.report({ signal: ended.signal });
    expect(interrupted).toBe(true);
    expect(channels[0]?.sums.map(({ status, count }) => [status, count])).toEqual([
      ["accepted", 2],
      ["unsent", 2],
    ]);
  });

  it("bounds what is planned for other machines, by the intents of all of them", async () => {
    const reporter = reporterOf(new Map([["fake", BUDGET]]));
    await reporter.takeIn(usageRecords(5));
    expect(await reporter.plan("fake")).toBe(2);
    expect(await reporter.plan("fake")).toBe(0);
    expect((await storage.ledger.sums()).map(({ state, count }) => [state, count])).toEqual([
      ["sending", 2],
      ["waiting", 3],
    ]);
  });

  it("counts retractions and corrections", async () => {
    const reporter = reporterOf(new Map([["fake", BUDGET]]));
    await reporter.takeIn(usageRecords(2));
    await reporter.report();
    await reporter.retract("fake-r1");
    expect(clock.slept).toEqual([600_000]);
  });
});
