import { count } from "./count.ts";

const UNITS = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"],
] as const;

/**
 * Prints how long something has lasted, in its greatest whole unit.
 *
 * @param milliseconds - How long.
 * @returns For example `3 days` or `1 minute`; `0 seconds` also for a clock that went back.
 */
export function formatAge(milliseconds: number): string {
  for (const [length, noun] of UNITS) {
    if (milliseconds >= length) return count(Math.floor(milliseconds / length), noun);
  }
  return "0 seconds";
}
