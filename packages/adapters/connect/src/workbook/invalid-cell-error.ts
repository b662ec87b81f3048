import { UsageBillingError } from "@usage-billing/core";

/** Thrown when a value cannot stand in a cell of a workbook, and before anything of its row is written. */
export class InvalidCellError extends UsageBillingError {
  override readonly code = "INVALID_CELL" as const;
}
