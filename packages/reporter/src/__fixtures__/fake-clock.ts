import type { Clock } from "../clock.ts";

/** A clock whose sleeps take no time but advance it, and are remembered. */
export interface FakeClock extends Clock {
  readonly slept: readonly number[];
}

/** Makes a clock that begins with the machine's time, as a ledger's facts do. */
export function createFakeClock(): FakeClock {
  const slept: number[] = [];
  let now = Date.now();
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
