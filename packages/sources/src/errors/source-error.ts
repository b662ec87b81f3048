import { UsageBillingError } from "@usage-billing/core";
import { formatInputProblem, type InputProblem } from "../text/input-problem.ts";

/** The stable names of what goes wrong with a source. */
export type SourceErrorCode =
  | "SOURCE"
  | "SOURCE_COLUMNS_CHANGED"
  | "SOURCE_CUT_OFF"
  | "SOURCE_ROW_OUTSIDE_WINDOW"
  | "SOURCE_UNAVAILABLE";

/** Thrown when a source cannot be read whole for a window. Rows that it gave before do not count. */
export class SourceError extends UsageBillingError {
  override readonly code: SourceErrorCode = "SOURCE";
  /** The source's name. */
  readonly source: string;
  /** What is wrong, where, and what to do about it. */
  readonly problem: InputProblem;

  /**
   * Makes the error.
   *
   * @param source - The source's name.
   * @param problem - What is wrong, where, and what to do about it.
   * @param options - The error that caused this one.
   */
  constructor(source: string, problem: InputProblem, options?: ErrorOptions) {
    super(`source ${source}: ${formatInputProblem(problem)}`, options);
    this.source = source;
    this.problem = problem;
  }
}
