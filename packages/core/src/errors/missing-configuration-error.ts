import { UsageBillingError } from "./usage-billing-error.ts";

/** Thrown when an option or a credential is missing; the message names the option and the environment variable. */
export class MissingConfigurationError extends UsageBillingError {
  override readonly code = "MISSING_CONFIGURATION" as const;
}
