import type { Service } from "@usage-billing/reporter";

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
 * Runs a service until the signal comes.
 *
 * @param service - The service, not yet started.
 * @param signal - Ends it; what is on its way is finished first.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function runUntilAborted(service: Service, signal: AbortSignal): Promise<void> {
  const stop = () => void service.stop().catch(() => undefined);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  service.start();
  try {
    await service.finished;
  } catch (error) {
    // A service that waits for its ledger when the signal comes has nothing on its way.
    if (!signal.aborted || (error as Error).name !== "AbortError") throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
