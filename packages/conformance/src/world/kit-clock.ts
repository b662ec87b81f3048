import type { Instant } from "@usage-billing/core";
import type { KitClock } from "./world.ts";

/**
 * Makes a clock that a test need not wait for: sleeping moves it on at once.
 *
 * @param start - The time that it shows first, in milliseconds since 1970.
 * @returns The clock.
 */
export function createKitClock(start: Instant): KitClock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      now += milliseconds;
    },
  };
}
