import { Quantity } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Progress, ReporterOptions } from "../options.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let progress: Progress[];

beforeEach(() => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
  progress = [];
});
afterEach(() => storage.remove());

/** Reports three records of one delivery, of which the channel finds fault with the first. */
async function reportRefused(options: Partial<ReporterOptions> = {}): Promise<Reporter> {
  const reporter = createReporter({
    channels: new Map([[channel.id, channel]]),
    ledger: storage.ledger,
    clock: createFakeClock(),
    onProgress: (event) => progress.push(event),
    ...options,
  });
  await reporter.takeIn(["a", "b", "c"].map((recordId) => usageRecord({ recordId })));
  channel.faults.push("refuses-file");
  return reporter;
}

async function statesOf(): Promise<string[]> {
  const states: string[] = [];
  for await (const { record, state } of storage.ledger.records()) {
    states.push(`${record.recordId} ${state} ${record.quantity}`);
  }
  return states;
}

describe("a delivery that is refused because of one record", () => {
  it("goes on without it in the same report, and says so", async () => {
    const reporter = await reportRefused();
    const [summary] = (await reporter.report()).channels;
    expect(await statesOf()).toEqual(["a refused 1.5", "b accepted 1.5", "c accepted 1.5"]);
    expect(summary?.sums.map(({ status, count }) => [status, count])).toEqual([
      ["accepted", 2],
      ["refused", 1],
    ]);
    expect(progress.filter(({ kind }) => kind === "dropped").map(({ detail }) => detail)).toEqual([
      "the channel refused the whole delivery because of a; the other 2 go on without",
    ]);
    const kinds = (await storage.ledger.history("b")).map(({ kind }) => kind);
    expect(kinds).toEqual([
      ...["taken-in", "intent", "step", "outcome", "absent", "intent", "outcome"],
    ]);
  });

  it("stays refused as a whole by policy, and can be put in line again", async () => {
    const reporter = await reportRefused({ onRefusedFile: "keep-file" });
    await reporter.report();
    expect(await statesOf()).toEqual(["a refused 1.5", "b refused 1.5", "c refused 1.5"]);
    expect(await reporter.retry({ recordIds: ["b", "c"] })).toMatchObject({ retried: 2 });
    await reporter.report();
    expect(await statesOf()).toEqual(["a refused 1.5", "b accepted 1.5", "c accepted 1.5"]);
  });

  it("goes on with the record as it was mended", async () => {
    const reporter = await reportRefused({
      repair: (record, { rule }) =>
        rule === "unknown-subscription" ? { ...record, quantity: Quantity.parse("2") } : undefined,
    });
    const [summary] = (await reporter.report()).channels;
    expect(await statesOf()).toEqual(["a accepted 2", "b accepted 1.5", "c accepted 1.5"]);
    expect(summary?.sums.map(({ status, count }) => [status, count])).toEqual([["accepted", 3]]);
  });

  it("does not go round for ever with a record that is refused however it is mended", async () => {
    const reporter = await reportRefused({ repair: (record) => record });
    channel.faults.push(...Array.from({ length: 20 }, () => "refuses" as const));
    await reporter.report();
    expect(channel.sent.length).toBeLessThan(5);
  });

  it("leaves a record refused whose mended version has a problem itself", async () => {
    const reporter = await reportRefused({
      repair: (record) => ({ ...record, quantity: Quantity.parse("0.0001") }),
    });
    await reporter.report();
    expect(await statesOf()).toEqual(["a refused 1.5", "b accepted 1.5", "c accepted 1.5"]);
  });

  it("is settled by the next report when mending it goes wrong", async () => {
    const reporter = await reportRefused({ repair: () => usageRecord({ recordId: "other" }) });
    const [summary] = (await reporter.report()).channels;
    expect(summary?.error?.message).toBe("the repair of record a gave another record");
    expect(channel.holdings).toEqual([]);
    const other = createReporter({
      channels: new Map([[channel.id, channel]]),
      ledger: storage.ledger,
      clock: createFakeClock(),
    });
    await other.report();
    expect(channel.holdings).toHaveLength(3);
  });
});
