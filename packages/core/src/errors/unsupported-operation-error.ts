import { UsageBillingError } from "./usage-billing-error.ts";

/** Thrown when a channel cannot do what was asked, or can no longer; never silence. */
export class UnsupportedOperationError extends UsageBillingError {
  override readonly code = "UNSUPPORTED_OPERATION" as const;
}
