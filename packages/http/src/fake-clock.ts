import type { Instant } from "@usage-billing/core";
import type { Clock } from "./clock.ts";

/** A clock for tests: `sleep` moves the time on at once. */
export interface FakeClock extends Clock {
  /** Every wait so far, in milliseconds. */
  readonly sleeps: readonly number[];
}

/**
 * Makes a clock for tests.
 *
 * @param start - The time it shows first; 2026-10-01T00:00:00Z by default.
 * @returns The clock.
 *
 * @example
 * ```ts
 * const clock = createFakeClock();
 * await clock.sleep(60_000); // returns at once
 * clock.now(); // one minute later
 * ```
 */
export function createFakeClock(start: Instant = Date.UTC(2026, 9, 1)): FakeClock {
  const sleeps: number[] = [];
  let now = start;
  return {
    sleeps,
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      sleeps.push(milliseconds);
      now += milliseconds;
    },
  };
}
