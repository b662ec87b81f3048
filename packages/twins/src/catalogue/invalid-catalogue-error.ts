import { UsageBillingError } from "@usage-billing/core";

/** Thrown when a catalogue cannot be used; the message names every wrong member by its path. */
export class InvalidCatalogueError extends UsageBillingError {
  override readonly code = "INVALID_CATALOGUE" as const;

  /**
   * Makes the error.
   *
   * @param problems - One sentence per wrong member.
   */
  constructor(problems: readonly string[]) {
    super(`The catalogue cannot be used: ${problems.join("; ")}.`);
  }
}
