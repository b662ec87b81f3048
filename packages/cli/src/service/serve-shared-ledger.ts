import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "@usage-billing/ledger";
import type { SharedLedger } from "@usage-billing/ledger-postgres";
import { createService } from "@usage-billing/reporter";
import { assertAccounts } from "../ledger/accounts.ts";
import type { PostgresPlace } from "../ledger/ledger-place.ts";
import { openSharedLedger } from "../ledger/open-shared-ledger.ts";
import { keepScheduleForever } from "../schedule/schedule-loop.ts";
import { listenToService } from "./listen-to-service.ts";
import { type OnReady, type Rhythm, runUntilAborted } from "./run-until-aborted.ts";
import { createServiceReporter, type ServiceTools } from "./service-tools.ts";

/** Reads where the records stand now and then, since no report of this process tells when to. */
async function keepReading(
  ledger: Ledger,
  tools: ServiceTools,
  { interval, signal, onReady }: { interval: number; signal: AbortSignal; onReady: OnReady },
): Promise<void> {
  while (!signal.aborted) {
    await tools.metrics.readLedger(ledger);
    onReady();
    await pause(interval, undefined, { signal }).catch(() => undefined);
  }
}

/** How often to work, and what is called when the ledger was read. */
interface SharedServing {
  readonly rhythm: Rhythm;
  readonly onReady: OnReady;
}

async function serve(
  ledger: SharedLedger,
  tools: ServiceTools,
  { rhythm, onReady }: SharedServing,
): Promise<void> {
  const { channels, context } = tools;
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, context.signal]);
  const service = createService({
    reporter: createServiceReporter(tools, ledger),
    channels: [...channels.keys()],
    shared: ledger,
    onEvent: listenToService(tools),
    ...rhythm,
  });
  const reading = keepReading(ledger, tools, { interval: rhythm.interval, signal, onReady });
  // An error of it ends the service below; until then it must not count as unhandled.
  reading.catch(() => service.stop());
  const { interval } = rhythm;
  const schedule = keepScheduleForever(tools, { use: (work) => work(ledger), interval, signal });
  try {
    await runUntilAborted(service, signal);
  } finally {
    ended.abort();
    await schedule;
    await reading;
  }
}

/**
 * Works, with others, on a ledger in PostgreSQL until the signal comes.
 *
 * @param place - Where the ledger is kept.
 * @param tools - The service's tools.
 * @param work - How often, and what is called when the ledger was read.
 * @throws {@link CommandError} When the ledger is of other accounts than the configuration says.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function serveSharedLedger(
  place: PostgresPlace,
  tools: ServiceTools,
  work: SharedServing,
): Promise<void> {
  const { configuration, context } = tools;
  const ledger = await openSharedLedger(place, context);
  try {
    await assertAccounts(ledger, configuration, context.environment);
    await serve(ledger, tools, work);
  } finally {
    await ledger.close();
  }
}
