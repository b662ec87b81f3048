import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock, type FakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { ReporterOptions } from "../options.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let clock: FakeClock;

beforeEach(() => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
  clock = createFakeClock();
});
afterEach(() => storage.remove());

function reporterOf(options: Partial<ReporterOptions> = {}): Reporter {
  const channels = new Map([[channel.id, channel]]);
  return createReporter({ channels, ledger: storage.ledger, clock, random: () => 1, ...options });
}

async function reportOne(options: Partial<ReporterOptions> = {}): Promise<void> {
  const reporter = reporterOf(options);
  await reporter.takeIn(usageRecords(1));
  await reporter.report();
}

describe("what is not seen", () => {
  it("is not believed after a crash before a request of before may have come, however old the intent is", async () => {
    const reporter = reporterOf();
    await reporter.takeIn(usageRecords(1));
    await reporter.plan("fake");
    for await (const { delivery } of storage.ledger.openDeliveries("fake")) {
      await channel.send(delivery);
    }
    await clock.sleep(3_600_000);
    channel.settleFaults.push("shows-nothing");
    await reporter.report();
    expect(clock.slept).toEqual([3_600_000, 30_000]);
    expect(channel.holdings).toHaveLength(1);
  });

  it("is believed as late in a run that takes up what an interrupted one gave up", async () => {
    const interruption = new AbortController();
    const { sleep } = clock;
    const interrupting = {
      ...clock,
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        interruption.abort();
        return sleep(milliseconds, signal);
      },
    };
    channel.faults.push("times-out");
    channel.settleFaults.push("shows-nothing", "shows-nothing");
    const first = reporterOf({ clock: interrupting });
    await first.takeIn(usageRecords(1));
    await first.report({ signal: interruption.signal });
    expect(clock.slept).toEqual([]);
    await reporterOf().report();
    expect(clock.slept).toEqual([30_000]);
    expect(channel.holdings).toHaveLength(1);
  });

  it("tells how long it waits", async () => {
    const told: unknown[] = [];
    channel.faults.push("times-out");
    channel.settleFaults.push("shows-nothing");
    await reportOne({ onProgress: ({ kind, detail }) => kind === "lag" && told.push(detail) });
    expect(told).toEqual(["waits 30 s for what may still arrive"]);
  });

  it.each([
    ["the channel could not tell", "answers-unknown"],
    ["a gateway gave up", "gateway-times-out"],
  ] as const)("is believed as late when %s", async (_case, fault) => {
    channel.faults.push(fault);
    channel.settleFaults.push("shows-nothing");
    await reportOne();
    expect(clock.slept).toEqual([30_000]);
    expect(channel.holdings).toHaveLength(1);
  });

  it("is believed later after a call that this side gave up", async () => {
    channel.faults.push("times-out");
    channel.settleFaults.push("shows-nothing");
    await reportOne();
    expect(clock.slept).toEqual([30_000]);
    expect(channel.holdings).toHaveLength(1);
  });

  it.each<[Partial<ReporterOptions>, number]>([
    [{ visibilityLag: 7_000 }, 7_000],
    [{ visibilityLag: new Map([["fake", 9_000]]) }, 9_000],
    [{ visibilityLag: new Map([["other", 9_000]]) }, 2_000],
  ])("is believed as late as %j says", async (options, lag) => {
    channel.faults.push("lost-after-storing");
    channel.settleFaults.push("shows-nothing");
    await reportOne(options);
    expect(clock.slept).toEqual([lag]);
    expect(channel.holdings).toHaveLength(1);
  });

  it.each<[NonNullable<ReporterOptions["abandonedLag"]>, number]>([
    [100, 2_000],
    [new Map([["fake", 5_000]]), 5_000],
  ])("is believed after a call that was given up as late as %j says", async (abandonedLag, lag) => {
    channel.faults.push("times-out");
    channel.settleFaults.push("shows-nothing");
    await reportOne({ abandonedLag });
    expect(clock.slept).toEqual([lag]);
    expect(channel.holdings).toHaveLength(1);
  });
});

describe("further read-backs", () => {
  it("wait a random part of their delay", async () => {
    const parts = [0.5, 0.25];
    channel.faults.push("lost-after-storing");
    channel.settleFaults.push("unknown", "unknown");
    await reportOne({ random: () => parts.shift() ?? 0 });
    expect(clock.slept).toEqual([500, 1_000]);
  });
});
