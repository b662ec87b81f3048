import type { WriteBudget } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { Clock } from "./clock.ts";

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
   * Waits until a write is within the budget, and reserves it. Callers are served in their order.
   *
   * @param signal - Ends the wait early by a rejection.
   * @param onWait - Is told how long the wait is, in milliseconds.
   */
  take(signal: AbortSignal, onWait: (milliseconds: number) => void): Promise<void>;

  /** Counts a write that was made beyond a reserved one, such as a retry. */
  count(): void;
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

  /** How long until there is room for one more, in milliseconds. */
  wait(now: number): number {
    const { requests, milliseconds } = this.#budget;
    this.#spent = this.#spent.filter(({ at }) => at > now - milliseconds);
    let used = this.#spent.reduce((sum, { writes }) => sum + writes, 0);
    for (const { at, writes } of this.#spent) {
      if (used < requests) return 0;
      used -= writes;
      if (used < requests) return at + milliseconds - now;
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
  context: { readonly clock: Clock; readonly channels: readonly string[] },
): Budget {
  const { clock, channels } = context;
  const window = new Window(budget);
  let remembered: Promise<void> | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function takeInTurn(
    signal: AbortSignal,
    onWait: (milliseconds: number) => void,
  ): Promise<void> {
    for (;;) {
      const wait = window.wait(clock.now());
      if (wait <= 0) break;
      onWait(wait);
      await clock.sleep(wait, signal);
    }
    window.add(clock.now(), 1);
  }

  return {
    remember: (ledger) => {
      remembered ??= readPast(
        window,
        { now: clock.now(), milliseconds: budget.milliseconds },
        async (since) => {
          let sum = 0;
          for (const channel of channels) sum += await ledger.lastIntents(channel, since);
          return sum;
        },
      );
      return remembered;
    },
    take: (signal, onWait) => {
      const taken = turn.then(() => takeInTurn(signal, onWait));
      turn = taken.catch(() => undefined);
      return taken;
    },
    count: () => window.add(clock.now(), 1),
  };
}
