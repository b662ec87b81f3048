import { UsageBillingError } from "./usage-billing-error.ts";

/** Thrown when a text is not a time with a zone, or a period ends before it starts. */
export class InvalidPeriodError extends UsageBillingError {
  override readonly code = "INVALID_PERIOD" as const;
  /** The text that was given. */
  readonly value: string;

  /**
   * Makes the error.
   *
   * @param value - The text that was given.
   * @param reason - What is wrong with it, as the end of a sentence.
   */
  constructor(value: string, reason: string) {
    super(`"${value}" ${reason}`);
    this.value = value;
  }
}
