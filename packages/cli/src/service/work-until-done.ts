import { setTimeout as pause } from "node:timers/promises";
import { UsageBillingError } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { SharedLedger } from "@usage-billing/ledger-postgres";
import { createService, type Reporter, type ServiceEvent } from "@usage-billing/reporter";

/** What is to be brought to an outcome, together with the other processes that share the ledger. */
export interface SharedTask {
  readonly ledger: SharedLedger;
  readonly reporter: Reporter;
  /** The channels to work for. */
  readonly channels: readonly string[];
  /** Ends it early; what is on its way is finished. */
  readonly signal: AbortSignal;
  /** Is told what this process does. */
  readonly onEvent: (event: ServiceEvent) => void;
  /** Is told how many records of a channel are not finished. */
  readonly onOpen?: (channel: string, open: number) => void;
}

const LOOK_EVERY = 250;

/** How long nothing may get finished before it is given up, in milliseconds. */
const PATIENCE = { permanentError: 2_000, passingError: 10_000, noError: 60_000 } as const;

function patienceAfter(error: Error | undefined): number {
  if (error === undefined) return PATIENCE.noError;
  const isPermanent = UsageBillingError.isInstance(error) && !error.retryable;
  return isPermanent ? PATIENCE.permanentError : PATIENCE.passingError;
}

/** Records that another run can bring to an outcome; ambiguous ones wait for a person. */
async function countOpen(ledger: Ledger, channel: string): Promise<number> {
  const pending = await ledger.pendingCount(channel);
  if (pending === 0) return 0;
  const ambiguous = await ledger.sums({ channel, states: ["ambiguous"] });
  return ambiguous.reduce((open, { count }) => open - count, pending);
}

async function countAll({ ledger, channels, onOpen }: SharedTask): Promise<number> {
  let all = 0;
  for (const channel of channels) {
    const open = await countOpen(ledger, channel);
    onOpen?.(channel, open);
    all += open;
  }
  return all;
}

/** Waits until everything is finished, or nothing has got finished for too long. */
async function waitUntilDone(task: SharedTask, lastError: () => Error | undefined): Promise<void> {
  const { signal } = task;
  let [least, since] = [Number.POSITIVE_INFINITY, performance.now()];
  while (!signal.aborted) {
    const open = await countAll(task);
    if (open === 0) return;
    if (open < least) [least, since] = [open, performance.now()];
    if (performance.now() - since > patienceAfter(lastError())) return;
    await pause(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Works on a shared ledger until nothing is open any more, nothing gets finished any more, or the signal
 * comes.
 *
 * @param task - Ledger, reporter and channels.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function workUntilDone(task: SharedTask): Promise<void> {
  let lastError: Error | undefined;
  const service = createService({
    reporter: task.reporter,
    channels: task.channels,
    shared: task.ledger,
    followInterval: Number.POSITIVE_INFINITY,
    onEvent: (event) => {
      if (event.kind === "delivered" && event.error !== undefined) lastError = event.error;
      task.onEvent(event);
    },
  });
  service.start();
  try {
    await Promise.race([waitUntilDone(task, () => lastError), service.finished]);
  } finally {
    await service.stop();
  }
  await service.finished;
}
