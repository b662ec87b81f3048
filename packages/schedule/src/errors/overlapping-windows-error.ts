import { formatPeriod, type Period, UsageBillingError } from "@usage-billing/core";

/** Thrown when windows that were worked on overlap, so that usage may have been reported twice. */
export class OverlappingWindowsError extends UsageBillingError {
  override readonly code = "OVERLAPPING_WINDOWS" as const;
  /** The window that begins first. */
  readonly first: Period;
  /** The one that begins before the first has ended. */
  readonly second: Period;

  /**
   * Makes the error.
   *
   * @param first - The window that begins first.
   * @param second - The one that begins before the first has ended.
   */
  constructor(first: Period, second: Period) {
    super(
      `the windows ${formatPeriod(first)} and ${formatPeriod(second)} overlap; see which records both have, then let the schedule begin "since" the end of the later one`,
    );
    this.first = first;
    this.second = second;
  }
}
