/**
 * Finds the middle of some numbers.
 *
 * @param values - The numbers, at least one, in any order.
 * @returns The middle one, or the mean of the two in the middle.
 */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("no values");
  return (lower + upper) / 2;
}
