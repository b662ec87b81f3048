import { UsageBillingError } from "@usage-billing/core";

/** Thrown when a fault to be armed is none; the message names every wrong member. */
export class InvalidFaultError extends UsageBillingError {
  override readonly code = "INVALID_FAULT" as const;

  /**
   * Makes the error.
   *
   * @param problems - One sentence per wrong member.
   */
  constructor(problems: readonly string[]) {
    super(`The fault cannot be armed: ${problems.join("; ")}.`);
  }
}
