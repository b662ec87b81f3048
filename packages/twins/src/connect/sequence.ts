/** Counts ids, so that every run has the same ones. */
export interface Sequence {
  /** The next id of the form `PREFIX-YYYY-MM-NNNN-NNNN`. */
  next(now: number): string;
  /** Starts again. */
  reset(): void;
}

/** `-NNNN` for every four digits. */
function toGroups(digits: string): string {
  let groups = "";
  for (let from = 0; from < digits.length; from += 4) groups += `-${digits.slice(from, from + 4)}`;
  return groups;
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
  let dated: readonly [now: number, text: string] = [Number.NaN, ""];
  return {
    next: (now) => {
      count += 1;
      if (dated[0] !== now) dated = [now, `${prefix}-${new Date(now).toISOString().slice(0, 7)}`];
      return dated[1] + toGroups(String(count).padStart(groups * 4, "0"));
    },
    reset: () => {
      count = 0;
    },
  };
}
