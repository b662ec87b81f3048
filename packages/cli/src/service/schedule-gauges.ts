import { Gauge, type Registry } from "prom-client";
import type { PlanView } from "../schedule/view-plans.ts";

const LABELS = ["source", "channel"] as const;

/**
 * Adds what tells how schedules stand to the metrics of a service.
 *
 * @param registry - Where the metrics are.
 * @param prefix - What their names begin with.
 * @returns What takes how they stand.
 */
export function createScheduleGauges(
  registry: Registry,
  prefix: string,
): (views: readonly PlanView[]) => void {
  const registers = [registry];
  const alarms = new Gauge({
    name: `${prefix}schedule_alarms`,
    help: "Windows that are in alarm, by source, channel and what is wrong.",
    labelNames: [...LABELS, "kind"] as const,
    registers,
  });
  const late = new Gauge({
    name: `${prefix}schedule_past_deadline`,
    help: "Windows whose deadline has passed and that are not done.",
    labelNames: LABELS,
    registers,
  });
  const done = new Gauge({
    name: `${prefix}schedule_done_until_timestamp_seconds`,
    help: "The end of the last window that is done.",
    labelNames: LABELS,
    registers,
  });
  const deadline = new Gauge({
    name: `${prefix}schedule_next_deadline_timestamp_seconds`,
    help: "The earliest deadline of a window that is not done.",
    labelNames: LABELS,
    registers,
  });
  return (views) => {
    alarms.reset();
    for (const { source, channel, due, lastDone, next, alarms: standing } of views) {
      const labels = { source, channel };
      for (const { kind, periods } of standing) alarms.set({ ...labels, kind }, periods.length);
      late.set(labels, due.filter(({ isLate }) => isLate).length);
      deadline.set(labels, (due[0] ?? next).deadline / 1_000);
      if (lastDone !== undefined) done.set(labels, lastDone.period.end / 1_000);
    }
  };
}
