const FIRST = 5_000;
const LONGEST = 900_000;

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
 * @param random - Gives numbers from 0 to below 1.
 * @returns Milliseconds.
 */
export function backOff(failures: number, error: unknown, random: () => number): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 30));
  return retryAfterOf(error) + Math.round(random() * ceiling);
}
