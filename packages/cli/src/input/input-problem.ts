import type { InputProblem } from "@usage-billing/sources";
import { toPrintable } from "../output/printable.ts";

/** Collects problems up to a bound and counts the rest, so that a bad file cannot fill the memory. */
export class InputProblems {
  /** The first problems found. */
  readonly listed: InputProblem[] = [];
  #count = 0;

  /** How many problems were found in all. */
  get count(): number {
    return this.#count;
  }

  /**
   * Notes a problem.
   *
   * @param problem - The problem; kept while there are fewer than 1,000, with a message that is fit to be printed.
   */
  add(problem: InputProblem): void {
    this.#count += 1;
    if (this.listed.length >= 1_000) return;
    this.listed.push({ ...problem, message: toPrintable(problem.message) });
  }
}
