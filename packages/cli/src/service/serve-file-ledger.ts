import { createService } from "@usage-billing/reporter";
import { openConfiguredLedger } from "../ledger/open-configured-ledger.ts";
import { createLeasingReporter } from "./leasing-reporter.ts";
import { createLedgerLease } from "./ledger-lease.ts";
import { listenToService } from "./listen-to-service.ts";
import { createServiceReporter, type ServiceTools } from "./service-tools.ts";

/** How often a service works. */
export interface Rhythm {
  /** How long after a report the next one begins, in milliseconds. */
  readonly interval: number;
  /** How long after following a channel it is followed again, in milliseconds; `Infinity` never. */
  readonly followInterval: number;
}

/** Is told when a service has read the ledger, so that it can work. */
export type OnReady = () => void;

/**
 * Works through a ledger in one file until the signal comes. The ledger is open only during a report,
 * so that other commands have it in between; while they do, the service waits.
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
  const reporter = createLeasingReporter({
    lease: createLedgerLease(() => openConfiguredLedger(configuration, access, context)),
    createReporter: (ledger) => createServiceReporter(tools, ledger),
    afterWork: async (ledger) => {
      await metrics.readLedger(ledger);
      onReady();
    },
  });
  const onEvent = listenToService(tools);
  const service = createService({ reporter, channels: [...channels.keys()], onEvent, ...rhythm });
  await runUntilAborted(service, context.signal);
}

/**
 * Runs a service until the signal comes.
 *
 * @param service - The service, not yet started.
 * @param signal - Ends it; what is on its way is finished first.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function runUntilAborted(
  service: ReturnType<typeof createService>,
  signal: AbortSignal,
): Promise<void> {
  const stop = () => void service.stop().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  service.start();
  try {
    await service.finished;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
