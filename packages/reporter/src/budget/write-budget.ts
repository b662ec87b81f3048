import type { WriteBudget } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Clock } from "../clock.ts";

/** Into how many slices the past is cut when it is read from the ledger. */
const SLICES = 10;

/** Keeps the writes of an account within what its channel takes. */
export interface Budget {
  /**
   * Counts what was sent before this process began, so that a restart does not begin at nothing.
   *
   * @param ledger - Where the intents are.
   */
  remember(ledger: Pick<Ledger, "lastIntents">): Promise<void>;

  /**
   * Waits until writes are within the budget, and counts them. Callers are served in their order.
   *
   * @param writes - How many requests there are to be.
   * @param wait - What ends the wait early by a rejection, and who is told how long it is, in milliseconds.
   */
  take(writes: number, wait: BudgetWait): Promise<void>;
}

/** How to wait for a budget. */
export interface BudgetWait {
  readonly signal: AbortSignal;
  readonly onWait: (milliseconds: number) => void;
}

/** A channel that writes within a budget. */
export interface BudgetMember {
  readonly channel: string;
  /** How many requests one delivery takes. */
  readonly writes: number;
}

interface Spent {
  readonly at: number;
  readonly writes: number;
}

/** The window that slides over what was spent. */
class Window {
  readonly #budget: WriteBudget;
  #spent: Spent[] = [];

  constructor(budget: WriteBudget) {
    this.#budget = budget;
  }

  /** Counts writes at a moment. */
  add(at: number, writes: number): void {
    if (writes > 0) this.#spent.push({ at, writes });
  }

  /** How long until there is room for so many more, in milliseconds; for more than the budget, until it is empty. */
  wait(now: number, writes: number): number {
    const { milliseconds } = this.#budget;
    const room = Math.max(0, this.#budget.requests - writes);
    this.#spent = this.#spent.filter(({ at }) => at > now - milliseconds);
    let used = this.#spent.reduce((sum, spent) => sum + spent.writes, 0);
    for (const spent of this.#spent) {
      if (used <= room) return 0;
      used -= spent.writes;
      if (used <= room) return spent.at + milliseconds - now;
    }
    return 0;
  }
}

async function readPast(
  window: Window,
  past: { readonly now: number; readonly milliseconds: number },
  countSince: (since: number) => Promise<number>,
): Promise<void> {
  const slice = past.milliseconds / SLICES;
  let later = 0;
  const slices: Spent[] = [];
  for (let index = 1; index <= SLICES; index += 1) {
    const from = past.now - index * slice;
    const since = await countSince(Math.ceil(from));
    // As late as it can have been: a wait that is too long does no harm.
    slices.unshift({ at: from + slice, writes: since - later });
    later = since;
  }
  for (const { at, writes } of slices) window.add(at, writes);
}

/**
 * Makes a budget: no more than so many writes in any stretch of so much time.
 *
 * @param budget - How many writes in how much time.
 * @param context - The clock, and the channels that share the budget.
 * @returns The budget.
 */
export function createBudget(
  budget: WriteBudget,
  context: { readonly clock: Clock; readonly members: readonly BudgetMember[] },
): Budget {
  const { clock, members } = context;
  const window = new Window(budget);
  let remembered: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeInTurn(writes: number, { signal, onWait }: BudgetWait): Promise<void> {
    for (;;) {
      const wait = window.wait(clock.now(), writes);
      if (wait <= 0) break;
      onWait(wait);
      await clock.sleep(wait, signal);
    }
    window.add(clock.now(), writes);
  }

  return {
    remember: (ledger) => {
      remembered ??= readPast(
        window,
        { now: clock.now(), milliseconds: budget.milliseconds },
        async (since) => {
          let sum = 0;
          for (const { channel, writes } of members) {
            sum += writes * (await ledger.lastIntents(channel, since));
          }
          return sum;
        },
      );
      return remembered;
    },
    take: (writes, wait) => {
      const taken = turn.then(() => takeInTurn(writes, wait));
      turn = taken.catch(() => undefined);
      return taken;
    },
  };
}
