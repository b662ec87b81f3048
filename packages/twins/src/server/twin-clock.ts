import { setTimeout as wait } from "node:timers/promises";

/** What a twin takes the time from. */
export interface TwinClock {
  /** The present time in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Waits; only the `delay` fault needs it. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock. */
export const realClock: TwinClock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
  },
};
