import type { Instant } from "@usage-billing/core";

/** The time, so that tests need not wait for it. */
export interface Clock {
  /**
   * Reads the time.
   *
   * @returns Milliseconds since 1970, UTC.
   */
  now(): Instant;

  /**
   * Waits.
   *
   * @param milliseconds - How long.
   * @param signal - Ends the wait early.
   * @returns When the time is over; rejects with the signal's reason when the signal ended it.
   */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The computer's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", end);
        resolve();
      }, milliseconds);
      signal?.addEventListener("abort", end, { once: true });
    }),
};
