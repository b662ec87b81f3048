import type { Clock } from "../clock.ts";

/** A clock whose sleeps take no time but advance it, and are remembered. */
export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

/** Makes a clock that begins at a time; with the machine's time by default, as a ledger's facts do. */
export function createFakeClock(start: number = Date.now()): FakeClock {
  const slept: number[] = [];
  let now = start;
  return {
    slept,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
}
