import { UsageBillingError } from "./usage-billing-error.ts";

/** Thrown when a text is not a plain decimal number. */
export class InvalidQuantityError extends UsageBillingError {
  override readonly code = "INVALID_QUANTITY" as const;
  /** The text that was given. */
  readonly value: string;

  /**
   * Makes the error.
   *
   * @param value - The text that was given.
   * @param reason - What is wrong with it, as the end of a sentence.
   */
  constructor(value: string, reason: string) {
    super(`"${value}" ${reason}; write a plain decimal such as 12.5`);
    this.value = value;
  }
}
