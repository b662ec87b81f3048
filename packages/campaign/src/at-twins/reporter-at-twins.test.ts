import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { UsageRecord } from "@usage-billing/core";
import { createTransport } from "@usage-billing/http";
import { createFakeClock } from "@usage-billing/http/testing";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { createReporter, type Reporter, type ReporterOptions } from "@usage-billing/reporter";
import { startTwin, type Twin } from "@usage-billing/twins";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { ChannelName } from "../channel-name.ts";
import { createChannel } from "../child/create-channels.ts";
import { campaignCatalogue } from "../input/catalogue.ts";
import { makeRecords } from "../input/make-records.ts";
import { startWorld } from "../world/start-world.ts";

let ledger: Ledger;
let folder: string;
const transport = createTransport();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reporter-at-twins-"));
  ledger = openLedger(join(folder, "ledger.db"));
});
afterEach(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

/** A reporter in front of a twin; its waits take no time, by a clock that is its own or the twin's. */
function reporterFor(
  twin: Twin,
  { clock = createFakeClock(), ...options }: Partial<ReporterOptions> = {},
): Reporter {
  const { api, baseUrl } = twin;
  const channel = createChannel(api, { baseUrl, transport, clock, timeout: 5_000 });
  return createReporter({ channels: new Map([[api, channel]]), ledger, clock, ...options });
}

/** Up to twenty records are of one subscription. */
function recordsFor(name: ChannelName, count: number): readonly UsageRecord[] {
  const counts = { connect: 0, rebilly: 0, twocheckout: 0, [name]: count };
  return makeRecords({ seed: 1, round: 0, counts }, name);
}

describe("a usage file that Connect refuses for one row", () => {
  /** The twin goes by the reporter's clock, so that it is done with a file when that has waited for it. */
  async function startConnect(
    options: Partial<ReporterOptions> = {},
  ): Promise<{ readonly twin: Twin; readonly reporter: Reporter }> {
    const clock = createFakeClock();
    const twin = await startTwin("connect", { clock, catalogue: campaignCatalogue });
    onTestFinished(() => twin.close());
    return { twin, reporter: reporterFor(twin, { ...options, clock }) };
  }

  function withBadRow() {
    const [first, ...others] = recordsFor("connect", 20);
    if (first === undefined) throw new Error("there are no records");
    return { bad: { ...first, meter: "NO-SUCH-ITEM" }, good: first, others };
  }

  it("goes on without it in the same report, and the row is kept with the channel's words", async () => {
    const { bad, others } = withBadRow();
    const { reporter, twin } = await startConnect();
    await reporter.takeIn([bad, ...others]);
    const [summary] = (await reporter.report()).channels;
    expect(summary?.sums.map(({ status, count }) => [status, count])).toContainEqual([
      "refused",
      1,
    ]);
    expect(summary?.notable.map(({ record }) => record.recordId)).toEqual([bad.recordId]);
    expect((await ledger.record(bad.recordId))?.outcome).toMatchObject({
      problem: { rule: "row-refused", field: "meter" },
    });
    const held = twin.usage();
    expect(held.map(({ recordId }) => recordId).sort()).toEqual(
      others.map(({ recordId }) => recordId).sort(),
    );
  });

  it("goes on with the row as it was mended", async () => {
    const { bad, good, others } = withBadRow();
    const { reporter, twin } = await startConnect({
      repair: (record, { field }) =>
        field === "meter" ? { ...record, meter: good.meter ?? "" } : undefined,
    });
    await reporter.takeIn([bad, ...others]);
    const [summary] = (await reporter.report()).channels;
    expect(summary?.notable).toEqual([]);
    expect(twin.usage()).toHaveLength(others.length + 1);
  });
});

describe.each(["rebilly", "twocheckout"] as const)("a request that %s stores late", (name) => {
  it("is found when the channel is followed, and named with what it holds twice", async () => {
    const [record] = recordsFor(name, 1);
    if (record === undefined) throw new Error("there is no record");
    const world = await startWorld();
    onTestFinished(() => world.close());
    // It tells the twin's time, and does not move it on by waiting.
    const clock = { now: world.clock.now, sleep: async (): Promise<void> => undefined };
    const reporter = reporterFor(world.twins[name], { clock });
    await reporter.takeIn([record]);
    world.twins[name].arm({ kind: "store-late", method: "POST", milliseconds: 600_000 });
    await reporter.report();
    expect(await world.holdings(name)).toHaveLength(1);
    expect((await reporter.follow()).channels[0]?.alarms).toEqual([]);
    await world.settleDown();
    expect(await world.holdings(name)).toHaveLength(2);
    const [followed] = (await reporter.follow()).channels;
    expect(followed?.alarms.map((alarm) => [alarm.kind, alarm.record.recordId])).toEqual([
      ["duplicate", record.recordId],
    ]);
    const [settlement] = (followed?.alarms ?? []).map((alarm) => alarm.settlement);
    expect(settlement?.status === "unknown" && settlement.candidates).toHaveLength(2);
    expect((await ledger.record(record.recordId))?.state).toBe("disputed");
  });
});
