import { UsageBillingError } from "@usage-billing/core";

/** Thrown when the page cannot be served: the address is not of this machine alone, or nothing can listen there. */
export class UiError extends UsageBillingError {
  override readonly code = "UI" as const;
}
