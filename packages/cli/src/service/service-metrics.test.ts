import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Quantity, type Settlement } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import type { ChannelSummary, Progress } from "@usage-billing/reporter";
import { describe, expect, it } from "vitest";
import { createServiceMetrics } from "./service-metrics.ts";

const NOW = Date.UTC(2026, 10, 1);
const record = {
  recordId: "customer-secret",
  channel: "rebilly",
  subscription: "sub_1",
  quantity: Quantity.parse("1"),
  period: { start: 0, end: 1 },
};

function progress(kind: Progress["kind"], deliveryId: string): Progress {
  return { channel: "rebilly", kind, deliveryId, finished: 0, total: 0 };
}

const SUMMARY: ChannelSummary = {
  channel: "rebilly",
  deliveries: 1,
  sums: [
    { status: "accepted", count: 3, quantity: Quantity.parse("3"), stored: Quantity.parse("3") },
  ],
  notable: [],
  notableOmitted: 0,
  failures: [],
  failuresOmitted: 0,
};

describe("createServiceMetrics", () => {
  it("counts deliveries, read-backs, and those sent again after one", async () => {
    const metrics = createServiceMetrics(() => NOW);
    for (const [kind, id] of [
      ["sending", "a"],
      ["settling", "a"],
      ["sending", "a"],
      ["finished", "a"],
      ["settling", "b"],
      ["finished", "b"],
      ["sending", "b"],
      ["unsent", "c"],
      ["budget", "d"],
    ] as const) {
      metrics.onProgress(progress(kind, id));
    }
    const text = await metrics.print();
    expect(text).toContain('usage_billing_deliveries_total{channel="rebilly"} 3');
    expect(text).toContain('usage_billing_read_backs_total{channel="rebilly"} 2');
    expect(text).toContain('usage_billing_retries_total{channel="rebilly"} 1');
    expect(text).toContain('usage_billing_unsent_total{channel="rebilly"} 1');
    expect(text).toContain('usage_billing_budget_waits_total{channel="rebilly"} 1');
  });

  it("tells outcomes, errors and when a channel last went well", async () => {
    const metrics = createServiceMetrics(() => NOW);
    metrics.countReported({ ...SUMMARY, error: new Error("down") });
    expect(await metrics.print()).not.toContain("last_success_timestamp_seconds{");
    metrics.countReported(SUMMARY);
    const text = await metrics.print();
    expect(text).toContain('usage_billing_outcomes_total{channel="rebilly",status="accepted"} 6');
    expect(text).toContain('usage_billing_channel_errors_total{channel="rebilly"} 1');
    expect(text).toContain(
      `usage_billing_last_success_timestamp_seconds{channel="rebilly"} ${NOW / 1_000}`,
    );
  });

  it("tells what is disputed from the ledger, also when it is over", async () => {
    const folder = mkdtempSync(join(tmpdir(), "metrics-"));
    const ledger = openLedger(join(folder, "ledger.db"), { now: () => NOW });
    const metrics = createServiceMetrics(() => NOW);
    const body = new TextEncoder().encode("{}");
    const { recordId } = record;
    const accepted = { status: "accepted", recordId, reference: "r" } as const;
    const say = async (settlement: Settlement) => {
      await ledger.commitChannelStates([{ deliveryId: "d", outcomes: [settlement] }]);
      await metrics.readLedger(ledger);
      return metrics.print();
    };
    await ledger.takeIn([{ record, deliveryKey: "key" }]);
    const delivery = { id: "d", channel: "rebilly", key: "key", records: [record], body };
    await ledger.commitIntents([delivery]);
    await ledger.commitOutcomes([{ deliveryId: "d", outcomes: [accepted] }]);
    const missing = 'usage_billing_alarms{channel="rebilly",kind="missing"}';
    const during = await say({ status: "absent", recordId });
    expect(during).toContain(`${missing} 1`);
    expect(during).toContain('usage_billing_alarms{channel="rebilly",kind="duplicate"} 0');
    expect(during).toContain('usage_billing_records{channel="rebilly",state="disputed"} 1');
    expect(during).not.toContain(recordId);
    expect(await say(accepted)).toContain(`${missing} 0`);
    await ledger.close();
    rmSync(folder, { recursive: true });
  });

  it("tells where the records stand, and the age of the oldest at the moment of the question", async () => {
    const folder = mkdtempSync(join(tmpdir(), "metrics-"));
    const ledger = openLedger(join(folder, "ledger.db"), { now: () => NOW });
    let now = NOW;
    const metrics = createServiceMetrics(() => now);
    await ledger.takeIn([{ record, deliveryKey: "key" }]);
    await metrics.readLedger(ledger);
    await ledger.close();
    rmSync(folder, { recursive: true });
    now += 90_000;
    const text = await metrics.print();
    expect(text).toContain('usage_billing_records{channel="rebilly",state="waiting"} 1');
    expect(text).toContain(
      'usage_billing_oldest_record_age_seconds{channel="rebilly",state="waiting"} 90',
    );
  });
});
