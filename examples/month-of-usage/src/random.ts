/** A source of numbers that are the same in every run. */
export interface Random {
  /**
   * Gives the next whole number.
   *
   * @param minimum - The least.
   * @param maximum - The greatest.
   */
  integer(minimum: number, maximum: number): number;
}

/**
 * Makes a source of numbers from a seed (a 32-bit xorshift).
 *
 * @param seed - Any whole number but 0.
 * @returns The source.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  return { integer: (minimum, maximum) => minimum + (next() % (maximum - minimum + 1)) };
}
