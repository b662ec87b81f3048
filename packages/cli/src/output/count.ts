/**
 * Prints how many there are of something.
 *
 * @param number - How many.
 * @param noun - The English word for one of them, with a regular plural.
 * @returns For example `1 record` or `2 records`.
 */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
