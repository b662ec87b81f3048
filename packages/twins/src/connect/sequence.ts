/** Counts ids, so that every run has the same ones. */
export interface Sequence {
  /** The next id of the form `PREFIX-YYYY-MM-NNNN-NNNN`. */
  next(now: number): string;
  /** Starts again. */
  reset(): void;
}

/**
 * Starts a sequence of ids.
 *
 * @param prefix - What they start with.
 * @param groups - How many groups of four digits end them.
 * @returns The sequence.
 */
export function createSequence(prefix: string, groups: number): Sequence {
  let count = 0;
  return {
    next: (now) => {
      count += 1;
      const digits =
        String(count)
          .padStart(groups * 4, "0")
          .match(/\d{4}/g) ?? [];
      return [prefix, new Date(now).toISOString().slice(0, 7), ...digits].join("-");
    },
    reset: () => {
      count = 0;
    },
  };
}
