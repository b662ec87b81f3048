import type { TwinClock } from "../server/twin-clock.ts";

const WINDOW = 10 * 60 * 1000;

/** What is left of the writes that the organization may make. */
export interface WriteLimit {
  /** Counts a write; tells when to come back, in milliseconds since 1970, when it is one too many. */
  take(): { readonly refusedUntil?: number };
  /** Headers of an answer to a write. */
  headers(): Readonly<Record<string, string>>;
  /** Starts a new window. */
  reset(): void;
}

/**
 * Makes a limit of writes per ten minutes.
 *
 * @param limit - How many.
 * @param clock - The time now.
 * @returns The limit.
 */
export function createWriteLimit(limit: number, clock: TwinClock): WriteLimit {
  let windowStart = clock.now();
  let used = 0;
  return {
    take: () => {
      if (clock.now() >= windowStart + WINDOW) {
        windowStart = clock.now();
        used = 0;
      }
      if (used >= limit) return { refusedUntil: windowStart + WINDOW };
      used += 1;
      return {};
    },
    headers: () => ({
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-remaining": String(limit - used),
    }),
    reset: () => {
      windowStart = clock.now();
      used = 0;
    },
  };
}
