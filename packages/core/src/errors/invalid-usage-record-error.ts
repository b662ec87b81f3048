import type { Problem } from "../problem.ts";
import { UsageBillingError } from "./usage-billing-error.ts";

/** A record that has problems. */
export interface InvalidRecord {
  /** The record's id. */
  readonly recordId: string;
  /** Every problem found, at least one. */
  readonly problems: readonly Problem[];
}

/** Thrown when a record that has problems is planned or sent; check it first to get them as data. */
export class InvalidUsageRecordError extends UsageBillingError {
  override readonly code = "INVALID_USAGE_RECORD" as const;
  /** The record's id. */
  readonly recordId: string;
  /** Every problem found. */
  readonly problems: readonly Problem[];
  /** More records that cannot be planned beside those that are right, and why; often none. */
  readonly others: readonly InvalidRecord[];

  /**
   * Makes the error.
   *
   * @param recordId - The record's id.
   * @param problems - Every problem found, at least one.
   * @param others - More records that were found at the same time.
   */
  constructor(
    recordId: string,
    problems: readonly Problem[],
    others: readonly InvalidRecord[] = [],
  ) {
    const words = problems.map(({ message }) => message).join("; ");
    const more = others.length === 0 ? "" : `; and ${others.length} more like it`;
    super(`record ${recordId}: ${words}${more}`);
    this.recordId = recordId;
    this.problems = problems;
    this.others = others;
  }
}
