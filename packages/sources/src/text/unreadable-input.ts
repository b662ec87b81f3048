import type { InputProblem } from "./input-problem.ts";

/** Thrown when input cannot be read whole. */
export class UnreadableInput extends Error {
  /** What is wrong, with the place. */
  readonly problem: InputProblem;

  /**
   * Makes the error.
   *
   * @param problem - What is wrong, with the place.
   * @param options - The error that caused this one.
   */
  constructor(problem: InputProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}
