const FIRST = 5_000;

/** How the waits are drawn. */
export interface BackOff {
  /** Gives numbers from 0 to below 1. */
  readonly random: () => number;
  /** What a wait never exceeds on its own, in milliseconds. */
  readonly longest: number;
}

function retryAfterOf(error: unknown): number {
  const asked: unknown = Reflect.get(Object(error), "retryAfter");
  return typeof asked === "number" && asked > 0 ? asked : 0;
}

/**
 * Tells how long to leave a channel alone after it failed: a random part of a time that doubles
 * ("full jitter"), but never less than the channel itself asks for.
 *
 * @param failures - How often it failed in a row, at least 1.
 * @param error - The last error.
 * @param settings - How the wait is drawn.
 * @returns Milliseconds.
 */
export function backOff(failures: number, error: unknown, { random, longest }: BackOff): number {
  const ceiling = Math.min(longest, FIRST * 2 ** Math.min(failures - 1, 30));
  return retryAfterOf(error) + Math.round(random() * ceiling);
}
