import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "@usage-billing/ledger";
import { toErrorFields } from "../service/log-summary.ts";
import type { ServiceTools } from "../service/service-tools.ts";
import { createScheduleKeeper } from "./keep-schedule.ts";

/** How a service keeps its schedules. */
export interface ScheduleLoop {
  /** Opens the ledger for as long as some work takes. */
  readonly use: (work: (ledger: Ledger) => Promise<void>) => Promise<void>;
  /** How long to rest between two looks, in milliseconds. */
  readonly interval: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Keeps the schedules of a service until the signal comes: takes in what is due, and raises alarms. What
 * is taken in goes out with the service's next report.
 *
 * @param tools - The service's tools.
 * @param loop - The ledger, how often, and the signal.
 */
export async function keepScheduleForever(
  tools: ServiceTools,
  { use, interval, signal }: ScheduleLoop,
): Promise<void> {
  const keeper = createScheduleKeeper(tools);
  while (!keeper.isIdle && !signal.aborted) {
    try {
      await use((ledger) => keeper.tick(ledger));
    } catch (error) {
      // The report, which needs the same ledger, decides whether the service goes on without it.
      if (!signal.aborted) tools.log.error(toErrorFields(error as Error), "schedule not kept");
    }
    await pause(interval, undefined, { signal }).catch(() => undefined);
  }
}
