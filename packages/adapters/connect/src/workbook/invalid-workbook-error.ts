import { UsageBillingError } from "@usage-billing/core";

/** Thrown when bytes are not a workbook that can be read: torn, too large, or no workbook at all. */
export class InvalidWorkbookError extends UsageBillingError {
  override readonly code = "INVALID_WORKBOOK" as const;
}
