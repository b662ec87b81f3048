/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** The next number from 0 to below 1. */
  next(): number;
  /** The next whole number from 0 to below a bound. */
  below(bound: number): number;
  /** One of some values; each as likely as it is often there. */
  pick<Value>(values: readonly Value[]): Value;
}

const GOLDEN = 0x9e3779b9;

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/**
 * Makes a source of numbers (splitmix, 32 bits).
 *
 * @param seeds - Whole numbers; the same ones give the same numbers.
 * @returns The source.
 */
export function createRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce((mixed, seed) => mix((mixed + GOLDEN + seed) >>> 0), 0);
  const next = (): number => {
    state = (state + GOLDEN) >>> 0;
    return mix(state) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new RangeError("there is nothing to pick from");
      return value;
    },
  };
}
