/** A row that gets a new value, by its number. */
export interface Numbered {
  readonly sequence: number;
  readonly value: number;
}

/**
 * Neighbours that one statement can change: the row with the number `s`, from `from` to `to`, gets the
 * value `base + s * slope`.
 */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly base: number;
  /** 0 where all get the same value, 1 where it grows with the number. */
  readonly slope: 0 | 1;
}

/** Rows mostly come in their order. */
function sort(rows: readonly Numbered[]): readonly Numbered[] {
  let last = Number.NEGATIVE_INFINITY;
  for (const { sequence } of rows) {
    if (sequence < last) return rows.toSorted((left, right) => left.sequence - right.sequence);
    last = sequence;
  }
  return rows;
}

/**
 * Puts neighbours together, so that a file whose rows follow each other takes few statements.
 *
 * @param rows - The rows, in any order, each once.
 * @returns The runs, which cover just these rows.
 */
export function toRuns(rows: readonly Numbered[]): Run[] {
  const runs: { from: number; to: number; base: number; slope: 0 | 1 }[] = [];
  let last: Numbered | undefined;
  for (const row of sort(rows)) {
    const { sequence, value } = row;
    const run = runs.at(-1);
    const isNext = run !== undefined && last !== undefined && last.sequence + 1 === sequence;
    const step = value - (last?.value ?? 0);
    const slope = isNext && run.from === run.to ? step : run?.slope;
    if (isNext && step === slope && (slope === 0 || slope === 1)) {
      run.to = sequence;
      run.slope = slope;
      run.base = value - sequence * slope;
    } else runs.push({ from: sequence, to: sequence, base: value, slope: 0 });
    last = row;
  }
  return runs;
}
