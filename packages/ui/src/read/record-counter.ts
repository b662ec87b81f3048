import { formatInstant } from "@usage-billing/core";
import type { UiDesk } from "../options.ts";
import type { CountView, SumRow } from "../views.ts";
import { askForSums, countRecords } from "./count-records.ts";

/** How long at least the last count is shown, in milliseconds. */
const SHORTEST = 4_000;
/** And in times of what it took: a ledger in a file is kept from other processes meanwhile. */
const FACTOR = 60;

interface Counted {
  readonly rows: readonly SumRow[];
  readonly at: string;
  readonly dueAt: number;
}

/** What counting gives way to, and what ends it. */
export interface CounterOptions {
  /** Whether others are waiting for something that is more urgent. */
  readonly mustWait: () => boolean;
  readonly signal: AbortSignal;
}

type CountedDesk = Pick<UiDesk, "channels" | "isShared" | "now" | "use">;

/** Counts all records now and then, while somebody looks. */
export class RecordCounter {
  readonly #desk: CountedDesk;
  readonly #options: CounterOptions;
  #counted: Counted | undefined;
  #running: Promise<void> | undefined;
  #progress = 0;
  #startedAt = 0;

  /**
   * Makes the counter; nothing is counted yet.
   *
   * @param desk - The ledger and its channels.
   * @param options - What it gives way to, and what ends it.
   */
  constructor(desk: CountedDesk, options: CounterOptions) {
    this.#desk = desk;
    this.#options = options;
  }

  /** Begins to count where the last count is old, and goes on in the background. */
  refresh(): void {
    if (this.#running !== undefined) return;
    if (this.#counted !== undefined && performance.now() < this.#counted.dueAt) return;
    this.#progress = 0;
    this.#running = this.#count()
      // What went wrong is told by whoever reads the ledger next.
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Forgets how old the last count is: something was changed. */
  expire(): void {
    if (this.#counted !== undefined) this.#counted = { ...this.#counted, dueAt: 0 };
  }

  /**
   * Waits for a count that goes on, but only while that has just begun: a count that takes longer would keep
   * everybody waiting for nothing.
   *
   * @param milliseconds - How long after its beginning.
   */
  async wait(milliseconds: number): Promise<void> {
    const left = this.#startedAt + milliseconds - performance.now();
    if (this.#running === undefined || left <= 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, left);
    await Promise.race([promise, this.#running]);
    clearTimeout(timer);
  }

  /**
   * Gives the last count.
   *
   * @returns The sums; none while the first count goes on.
   */
  view(): CountView {
    const progress = this.#running === undefined ? {} : { progress: this.#progress };
    if (this.#counted === undefined) return { rows: [], ...progress };
    return { countedAt: this.#counted.at, rows: this.#counted.rows, ...progress };
  }

  async #count(): Promise<void> {
    const { use, isShared, channels, now = Date.now } = this.#desk;
    const started = performance.now();
    this.#startedAt = started;
    const onProgress = (records: number): void => {
      this.#progress = records;
    };
    const rows = await use((ledger) =>
      isShared
        ? askForSums(ledger, channels)
        : countRecords(ledger, { ...this.#options, channels, onProgress }),
    );
    const ended = performance.now();
    const dueAt = ended + Math.max(SHORTEST, FACTOR * (ended - started));
    this.#counted = { rows, at: formatInstant(now()), dueAt };
  }
}
