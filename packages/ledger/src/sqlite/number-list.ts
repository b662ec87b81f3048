/**
 * Writes ascending numbers as one text in which neighbours take little room.
 *
 * @param numbers - Whole numbers, each greater than the one before.
 * @returns For example `7 9-12`.
 */
export function toNumberList(numbers: readonly number[]): string {
  const parts: string[] = [];
  let [from, to] = [Number.NaN, Number.NaN];
  const close = (): void => {
    if (!Number.isNaN(from)) parts.push(from === to ? `${from}` : `${from}-${to}`);
  };
  for (const number of numbers) {
    if (number === to + 1) {
      to = number;
      continue;
    }
    close();
    [from, to] = [number, number];
  }
  close();
  return parts.join(" ");
}

/**
 * Reads numbers back.
 *
 * @param list - What {@link toNumberList} gave.
 * @returns The numbers.
 */
export function fromNumberList(list: string): number[] {
  const numbers: number[] = [];
  if (list === "") return numbers;
  for (const part of list.split(" ")) {
    const [from = 0, to = from] = part.split("-").map(Number);
    for (let number = from; number <= to; number += 1) numbers.push(number);
  }
  return numbers;
}
