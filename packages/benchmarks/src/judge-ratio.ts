import { median } from "./median.ts";

/** A ratio that must not fall short. */
export interface Target {
  /** Whose rate is the numerator. */
  readonly ours: string;
  /** Whose rate is the denominator. */
  readonly peer: string;
  /** The least acceptable ratio. */
  readonly atLeast: number;
}

/** What became of a target. */
export interface Verdict extends Target {
  /** The median of the ratios of every round. */
  readonly ratio: number;
  readonly isMet: boolean;
}

/**
 * Compares two contenders round by round, so that a busy moment of the machine, which slows both,
 * does not count.
 *
 * @param target - Whom to compare.
 * @param rates - The rates of every contender, one for each round, in the rounds' order.
 * @returns The ratio and whether it is enough.
 */
export function judgeRatio(target: Target, rates: ReadonlyMap<string, readonly number[]>): Verdict {
  const ours = rates.get(target.ours) ?? [];
  const peer = rates.get(target.peer) ?? [];
  if (ours.length !== peer.length) throw new RangeError(`${target.peer} has other rounds`);
  const ratio = median(ours.map((rate, round) => rate / (peer[round] ?? Number.NaN)));
  return { ...target, ratio, isMet: ratio >= target.atLeast };
}
