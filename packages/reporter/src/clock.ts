import { performance } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";

/** Where the reporter gets its time from, so that a test can replay a run without waiting. */
export interface Clock {
  /**
   * Tells the time. It never jumps: what counts is how much of it passes.
   *
   * @returns Milliseconds, about those since 1970-01-01T00:00:00Z.
   */
  now(): number;

  /**
   * Waits.
   *
   * @param ms - How long, in milliseconds.
   * @param signal - Ends the wait early by a rejection.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The time of the machine, which goes on evenly when somebody sets the machine's clock. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  },
};
