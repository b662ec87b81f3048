import type { Bench, Subject } from "./bench.ts";

/** One test: what is special about it, and what it does. */
export type Case = readonly [name: string, run: (bench: Bench) => Promise<void>];

/** One sentence about channels, and the cases that prove it of one channel. */
export interface Rule {
  /** The sentence, without "a channel" in front. */
  readonly name: string;
  /** Makes the cases from what the channel declares; none where the rule does not apply. */
  cases(subject: Subject): readonly Case[];
}

/**
 * Makes cases of values.
 *
 * @param values - The values by the name of their case.
 * @param run - What is done with each.
 * @returns The cases.
 */
export function casesOf<Value>(
  values: Readonly<Record<string, Value>>,
  run: (bench: Bench, value: Value) => Promise<void>,
): readonly Case[] {
  return Object.entries(values).map(([name, value]) => [name, (bench) => run(bench, value)]);
}
