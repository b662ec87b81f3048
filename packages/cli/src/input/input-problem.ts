import { toPrintable } from "../output/printable.ts";

/** Something in an input file that keeps the whole file from being read. */
export interface InputProblem {
  /** The file's name as the user gave it. */
  readonly file: string;
  /** The line, counted from 1; absent when the problem is with the file as a whole. */
  readonly line?: number;
  /** The column's name in the file. */
  readonly column?: string;
  /** A stable name of the rule, in kebab case. */
  readonly rule: string;
  /** What is wrong, with the value. */
  readonly message: string;
  /** What to do about it. */
  readonly fix?: string;
}

/**
 * Prints a problem on one line, as compilers do.
 *
 * @param problem - The problem.
 * @returns `FILE:LINE: column COLUMN: message (rule). Fix.`
 */
export function formatInputProblem(problem: InputProblem): string {
  const { file, line, column, message, rule, fix } = problem;
  const place = line === undefined ? file : `${file}:${line}`;
  const where = column === undefined ? "" : `column "${column}": `;
  return `${place}: ${where}${message} (${rule})${fix === undefined ? "" : `. ${fix}`}`;
}

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
