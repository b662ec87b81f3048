/** Numbers that are the same for the same seed. */
export interface Random {
  /** Gives a whole number from 0 to below a bound. */
  below(bound: number): number;
  /** Gives one of a list. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/**
 * Makes a source of numbers (mulberry32).
 *
 * @param seed - A whole number.
 * @returns The source.
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, pick: (items) => items[below(items.length)] ?? items[0] };
}
