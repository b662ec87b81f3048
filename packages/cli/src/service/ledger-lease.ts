import type { Ledger } from "@usage-billing/ledger";

/** A ledger that is open only while somebody works with it, so that other processes have it in between. */
export interface LedgerLease {
  /**
   * Works with the ledger. It is opened for the first of those who do so at the same time, and closed
   * after the last.
   *
   * @param work - What to do with it.
   * @returns What the work gives.
   * @throws {@link LedgerError} When it cannot be opened.
   */
  use<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result>;
}

/**
 * Makes a lease of a ledger.
 *
 * @param open - Opens the ledger; it may wait for another process to be done with it.
 * @returns The lease; nothing is opened yet.
 */
export function createLedgerLease(open: () => Promise<Ledger>): LedgerLease {
  let users = 0;
  let opening: Promise<Ledger> | undefined;
  let closing: Promise<void> = Promise.resolve();

  async function openAfterClosing(): Promise<Ledger> {
    await closing;
    return open();
  }

  async function release(): Promise<void> {
    users -= 1;
    if (users > 0 || opening === undefined) return;
    const held = opening;
    opening = undefined;
    closing = held.then(
      (ledger) => ledger.close(),
      () => undefined,
    );
    await closing;
  }

  return {
    async use(work) {
      users += 1;
      opening ??= openAfterClosing();
      const held = opening;
      try {
        return await work(await held);
      } finally {
        await release();
      }
    },
  };
}
