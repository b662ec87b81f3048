import type { Ledger } from "@usage-billing/ledger";
import type { ChannelSummary, Progress } from "@usage-billing/reporter";
import { Counter, Gauge, Registry } from "prom-client";
import { type Attention, collectStatus } from "../records/collect-status.ts";
import { countDisputes } from "../records/count-disputes.ts";
import type { PlanView } from "../schedule/view-plans.ts";
import { createScheduleGauges } from "./schedule-gauges.ts";

/** What a service tells about itself, as Prometheus reads it. No metric has a name or number of a customer. */
export interface ServiceMetrics {
  /** Takes what the reporter does on the way. */
  readonly onProgress: (progress: Progress) => void;
  /**
   * Takes what a report did at a channel.
   *
   * @param summary - The channel's summary.
   */
  countReported(summary: ChannelSummary): void;
  /**
   * Takes that a delivery of a shared ledger was worked on.
   *
   * @param isSettled - Whether none of its records is in doubt any more.
   */
  countDelivered(isSettled: boolean): void;
  /**
   * Takes where the records stand.
   *
   * @param ledger - The ledger, open.
   */
  readLedger(ledger: Ledger): Promise<void>;
  /**
   * Takes how the schedules stand.
   *
   * @param views - All schedules that the service keeps.
   */
  readonly setSchedules: (views: readonly PlanView[]) => void;
  /**
   * Prints the metrics.
   *
   * @returns Prometheus' text format, version 0.0.4.
   */
  print(): Promise<string>;
}

const PREFIX = "usage_billing_";

function createCounter<Label extends string>(
  registry: Registry,
  name: string,
  options: { readonly help: string; readonly labelNames: readonly Label[] },
): Counter<Label> {
  const { help, labelNames } = options;
  return new Counter({ name: `${PREFIX}${name}`, help, labelNames, registers: [registry] });
}

function createCounters(registry: Registry) {
  const labelNames = ["channel"] as const;
  const create = (name: string, help: string) =>
    createCounter(registry, name, { help, labelNames });
  return {
    deliveries: create("deliveries_total", "Deliveries that went out, first attempts and others."),
    retries: create(
      "retries_total",
      "Deliveries that went out again after the channel was asked and did not hold them.",
    ),
    readBacks: create("read_backs_total", "Times a channel was asked what became of a delivery."),
    unsent: create("unsent_total", "Deliveries that certainly did not reach their channel."),
    budget: create("budget_waits_total", "Deliveries that waited for the channel's write budget."),
    errors: create("channel_errors_total", "Reports in which a channel was given up."),
    outcomes: createCounter(registry, "outcomes_total", {
      help: "Records that got an outcome, by what it was.",
      labelNames: ["channel", "status"] as const,
    }),
    delivered: createCounter(registry, "worked_on_total", {
      help: "Deliveries of a shared ledger that were worked on, by whether they were settled.",
      labelNames: ["settled"] as const,
    }),
  };
}

function createGauges(registry: Registry, oldest: () => readonly Attention[], now: () => number) {
  const gauges = {
    records: new Gauge({
      name: `${PREFIX}records`,
      help: "Records in the ledger, by channel and state, as of the last report.",
      labelNames: ["channel", "state"] as const,
      registers: [registry],
    }),
    alarms: new Gauge({
      name: `${PREFIX}alarms`,
      help: "Records that channels took and that somebody must look at, as of the last report.",
      labelNames: ["channel", "kind"] as const,
      registers: [registry],
    }),
    success: new Gauge({
      name: `${PREFIX}last_success_timestamp_seconds`,
      help: "When a report last ended without an error at the channel.",
      labelNames: ["channel"] as const,
      registers: [registry],
    }),
  };
  new Gauge({
    name: `${PREFIX}oldest_record_age_seconds`,
    help: "Age of the oldest record that is not finished, refused or in doubt.",
    labelNames: ["channel", "state"] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { channel, state, oldest: since } of oldest()) {
        this.set({ channel, state }, Math.max(0, (now() - since) / 1_000));
      }
    },
  });
  return gauges;
}

/** Follows deliveries from the question whether they arrived to their being sent again. */
function watchProgress(counters: ReturnType<typeof createCounters>): (progress: Progress) => void {
  const inDoubt = new Set<string>();
  return ({ channel, kind, deliveryId = "" }) => {
    if (kind === "settling") {
      inDoubt.add(deliveryId);
      counters.readBacks.inc({ channel });
    } else if (kind === "sending") {
      counters.deliveries.inc({ channel });
      if (inDoubt.delete(deliveryId)) counters.retries.inc({ channel });
    } else if (kind === "unsent") counters.unsent.inc({ channel });
    else if (kind === "budget") counters.budget.inc({ channel });
    else if (kind === "finished") inDoubt.delete(deliveryId);
  };
}

/**
 * Makes the metrics of a service.
 *
 * @param now - Tells the time in milliseconds since 1970; the machine's by default.
 * @returns The metrics, all of them zero.
 */
export function createServiceMetrics(now: () => number = Date.now): ServiceMetrics {
  const registry = new Registry();
  let attention: readonly Attention[] = [];
  const counters = createCounters(registry);
  const gauges = createGauges(registry, () => attention, now);
  return {
    onProgress: watchProgress(counters),
    countReported({ channel, sums, error }) {
      for (const { status, count } of sums) counters.outcomes.inc({ channel, status }, count);
      if (error === undefined) gauges.success.set({ channel }, now() / 1_000);
      else counters.errors.inc({ channel });
    },
    countDelivered: (isSettled) => counters.delivered.inc({ settled: String(isSettled) }),
    async readLedger(ledger) {
      const status = await collectStatus(ledger, {});
      attention = status.attention;
      gauges.records.reset();
      for (const { channel, state, count } of status.sums) {
        gauges.records.inc({ channel, state }, count);
      }
      gauges.alarms.reset();
      for (const { channel, kind, records } of await countDisputes(ledger, status.sums)) {
        gauges.alarms.set({ channel, kind }, records);
      }
    },
    setSchedules: createScheduleGauges(registry, PREFIX),
    print: () => registry.metrics(),
  };
}
