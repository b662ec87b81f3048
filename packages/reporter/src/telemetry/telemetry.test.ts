import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createSpanRecorder, type SpanRecorder } from "../__fixtures__/span-recorder.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let recorder: SpanRecorder;
let reporter: Reporter;

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
  recorder = createSpanRecorder();
  reporter = createReporter({
    channels: new Map([[channel.id, channel]]),
    ledger: storage.ledger,
    clock: createFakeClock(),
    telemetry: recorder,
  });
  await reporter.takeIn(usageRecords(2));
});

afterEach(() => storage.remove());

describe("telemetry", () => {
  it("has a span for each plan, send and read-back, with ids and counts only", async () => {
    channel.faults.push("lost-after-storing");
    await reporter.report();
    const spans = recorder.spans.map(({ name, error }) => `${name}: ${error ?? "well"}`);
    expect(spans.sort()).toEqual([
      "usage_billing.plan: well",
      "usage_billing.plan: well",
      "usage_billing.send: fake gave no answer to createUsage: connection reset",
      "usage_billing.send: well",
      "usage_billing.settle: well",
    ]);
    const sends = recorder.spans.filter(({ name }) => name === "usage_billing.send");
    expect(sends.map(({ attributes }) => attributes)).toEqual(
      channel.sent.map(({ id }) => ({
        "usage_billing.channel": "fake",
        "usage_billing.delivery.id": id,
        "usage_billing.delivery.records": 1,
      })),
    );
  });

  it("counts outcomes by status, and calls that threw", async () => {
    channel.faults.push("lost-after-storing", "refuses");
    await reporter.report();
    expect(Object.fromEntries(recorder.counts)).toEqual({
      "usage_billing.records fake accepted": 1,
      "usage_billing.records fake refused": 1,
      "usage_billing.failures fake send": 1,
    });
  });
});
