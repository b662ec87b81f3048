import { setTimeout as pause } from "node:timers/promises";
import { LedgerError } from "@usage-billing/ledger";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/** How a service lives through the times when its ledger cannot be reached. */
export interface OutageOptions {
  /** Ends the service, and a wait. */
  readonly signal: AbortSignal;
  /** Whether the ledger was read since the work began: only then is an error an outage. */
  readonly hasWorked: () => boolean;
  /** Is told of each outage, and how long it is waited until the next try, in milliseconds. */
  readonly onOutage: (error: LedgerError, wait: number) => void;
  /** Gives numbers from 0 to below 1, to spread the tries of many machines; `Math.random` by default. */
  readonly random?: () => number;
}

/**
 * Works until the work ends, and begins it anew, after a growing random wait, when the ledger failed
 * after it had worked before: a server that is started again must not end every service. What was on
 * its way is taken up by read-back, as after a crash.
 *
 * @param work - The work, from opening the ledger on.
 * @param options - Signal, and what is told.
 * @throws Whatever the work throws when the ledger was never read, or that is no error of the ledger.
 */
export async function workThroughOutages(
  work: () => Promise<void>,
  { signal, hasWorked, onOutage, random = Math.random }: OutageOptions,
): Promise<void> {
  let outages = 0;
  let isKnownGood = false;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (hasWorked()) [isKnownGood, outages] = [true, 0];
      if (!isKnownGood || signal.aborted || !(error instanceof LedgerError)) throw error;
      outages += 1;
      const ceiling = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(outages, 30));
      const wait = Math.round(ceiling / 2 + (random() * ceiling) / 2);
      onOutage(error, wait);
      await pause(wait, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }
}
