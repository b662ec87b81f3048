import { setTimeout as pause } from "node:timers/promises";
import type { Ledger } from "@usage-billing/ledger";

/** What some work with a ledger is like. */
export interface LeaseUse {
  /** Whether it is over after a few seconds, however much there is to do. */
  readonly isBrief?: boolean;
}

/** A ledger that is open only while somebody works with it, so that other processes have it in between. */
export interface LedgerLease {
  /**
   * Works with the ledger. It is opened for the first of those who do so at the same time, and closed
   * after the last. Where brief works follow each other without end, those that come later wait until
   * the ledger was closed and others had time to open it.
   *
   * @param work - What to do with it. It must not ask for the lease itself.
   * @param use - What it is like.
   * @returns What the work gives.
   * @throws {@link LedgerError} When it cannot be opened.
   */
  use<Result>(work: (ledger: Ledger) => Promise<Result>, use?: LeaseUse): Promise<Result>;
}

/** How a lease lets other processes have the ledger. */
export interface LeaseTimes {
  /** How long it may be open for brief works before it is closed between two of them, in milliseconds; 1,000 by default. */
  readonly turn?: number;
  /** How long it then stays closed, in milliseconds: longer than others wait between two tries; 250 by default. */
  readonly rest?: number;
}

/** A ledger that is open, or about to be. */
class Opening {
  readonly ledger: Promise<Ledger>;
  readonly over: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  users = 0;
  longUsers = 0;
  #openedAt = Number.POSITIVE_INFINITY;

  constructor(open: () => Promise<Ledger>) {
    this.ledger = open().then((ledger) => {
      this.#openedAt = performance.now();
      return ledger;
    });
    // Whoever uses it learns of it.
    this.ledger.catch(() => undefined);
  }

  /** Tells whether it was open for so long, in milliseconds. */
  wasOpenFor(turn: number): boolean {
    return performance.now() - this.#openedAt >= turn;
  }
}

/**
 * Makes a lease of a ledger.
 *
 * @param open - Opens the ledger; it may wait for another process to be done with it.
 * @param times - How other processes get it.
 * @returns The lease; nothing is opened yet.
 */
export function createLedgerLease(
  open: () => Promise<Ledger>,
  times: LeaseTimes = {},
): LedgerLease {
  const { turn = 1_000, rest = 250 } = times;
  let current: Opening | undefined;
  let closing: Promise<unknown> = Promise.resolve();

  async function openAfterClosing(): Promise<Ledger> {
    await closing;
    return open();
  }

  /** Joins those who have the ledger, unless it is time that others have it. */
  async function join(longUsers: number): Promise<Opening> {
    while (current?.longUsers === 0 && current.wasOpenFor(turn)) await current.over.promise;
    current ??= new Opening(openAfterClosing);
    current.users += 1;
    current.longUsers += longUsers;
    return current;
  }

  async function leave(opening: Opening, longUsers: number): Promise<void> {
    opening.users -= 1;
    opening.longUsers -= longUsers;
    if (opening.users > 0) return;
    current = undefined;
    const closed = opening.ledger.then(
      (ledger) => ledger.close(),
      () => undefined,
    );
    const isTurnOver = opening.wasOpenFor(turn);
    closing = isTurnOver ? closed.finally(() => pause(rest)) : closed;
    closing.catch(() => undefined);
    opening.over.resolve();
    await closed;
  }

  return {
    async use(work, { isBrief = false } = {}) {
      const longUsers = isBrief ? 0 : 1;
      const opening = await join(longUsers);
      try {
        return await work(await opening.ledger);
      } finally {
        await leave(opening, longUsers);
      }
    },
  };
}
