import type { Figures } from "./ledger-process.ts";
import { Stopwatch } from "./sample.ts";

/** How many records one commit moves. */
export const BATCH = 100;

/** How many records are intended before the first of them has an outcome. */
const STAGE = 10_000;

/**
 * Divides the work: first the intents of so many records are committed, then their outcomes.
 *
 * @param count - How many records there are.
 * @returns For each stage, where its batches begin.
 */
export function stagesOf(count: number): number[][] {
  return Array.from({ length: Math.ceil(count / STAGE) }, (_, stage) => {
    const from = stage * STAGE;
    const batches = Math.ceil(Math.min(STAGE, count - from) / BATCH);
    return Array.from({ length: batches }, (__, batch) => from + batch * BATCH);
  });
}

/** What moving records took: the commits of intents, and those of outcomes. */
export class Moved {
  readonly intents: Stopwatch = new Stopwatch();
  readonly outcomes: Stopwatch = new Stopwatch();

  /** The rate from intent to outcome, and that of the whole way. */
  figuresOf(count: number): Figures {
    const milliseconds = this.intents.milliseconds + this.outcomes.milliseconds;
    const processor = this.outcomes.processorOf(count);
    return {
      ...{ rate: this.outcomes.rateOf(count), processor, whole: count / (milliseconds / 1_000) },
      wholeProcessor: this.intents.processorOf(count) + processor,
    };
  }
}
