import type { Problem } from "../problem.ts";
import { UsageBillingError } from "./usage-billing-error.ts";

/** Thrown when a record that has problems is planned or sent; check it first to get them as data. */
export class InvalidUsageRecordError extends UsageBillingError {
  override readonly code = "INVALID_USAGE_RECORD" as const;
  /** The record's id. */
  readonly recordId: string;
  /** Every problem found. */
  readonly problems: readonly Problem[];

  /**
   * Makes the error.
   *
   * @param recordId - The record's id.
   * @param problems - Every problem found, at least one.
   */
  constructor(recordId: string, problems: readonly Problem[]) {
    super(`record ${recordId}: ${problems.map(({ message }) => message).join("; ")}`);
    this.recordId = recordId;
    this.problems = problems;
  }
}
