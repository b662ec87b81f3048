/** Something in the input that keeps it from being read whole. */
export interface InputProblem {
  /** The file's name as the user gave it, or what the rows come from. */
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
