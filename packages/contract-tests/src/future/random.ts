/** A source of numbers that always gives the same ones. */
export interface Random {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number;
  /** True once in so many times. */
  once(times: number): boolean;
}

/**
 * Makes a source of numbers (the generator known as mulberry32).
 *
 * @param seed - Where it begins.
 * @returns The source.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  return { below, once: (times) => below(times) === 0 };
}
