import type { Ledger } from "@usage-billing/ledger";
import { createService } from "@usage-billing/reporter";
import { openConfiguredLedger } from "../ledger/open-configured-ledger.ts";
import { keepScheduleForever } from "../schedule/schedule-loop.ts";
import { createLeasingReporter } from "./leasing-reporter.ts";
import { createLedgerLease } from "./ledger-lease.ts";
import { listenToService } from "./listen-to-service.ts";
import { type OnReady, type Rhythm, runUntilAborted } from "./run-until-aborted.ts";
import { createServiceReporter, type ServiceTools } from "./service-tools.ts";

/**
 * Works through a ledger in one file until the signal comes. The ledger is open only during a report and
 * during a piece of following, so that other commands have it in between; while they do, the service waits.
 *
 * @param tools - The service's tools.
 * @param rhythm - How often.
 * @param onReady - Is called after each piece of work.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function serveFileLedger(
  tools: ServiceTools,
  rhythm: Rhythm,
  onReady: OnReady,
): Promise<void> {
  const { configuration, channels, context, metrics } = tools;
  const access = { create: true, wait: Number.POSITIVE_INFINITY };
  const lease = createLedgerLease(() => openConfiguredLedger(configuration, access, context));
  const reporter = createLeasingReporter({
    lease,
    createReporter: (ledger, memory) => createServiceReporter(tools, ledger, memory),
    afterWork: async (ledger) => {
      await metrics.readLedger(ledger);
      onReady();
    },
  });
  const onEvent = listenToService(tools);
  const service = createService({ reporter, channels: [...channels.keys()], onEvent, ...rhythm });
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, context.signal]);
  const use = (work: (ledger: Ledger) => Promise<void>) => lease.use(work);
  const schedule = keepScheduleForever(tools, { use, interval: rhythm.interval, signal });
  try {
    await runUntilAborted(service, context.signal);
  } finally {
    ended.abort();
    await schedule;
  }
}
