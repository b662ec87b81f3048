import { UsageBillingError } from "@usage-billing/core";

/** Thrown when a value cannot stand in a cell of a workbook, and before anything of its row is written. */
export class InvalidCellError extends UsageBillingError {
  override readonly code = "INVALID_CELL" as const;
  /** The column of the cell, counted from 0; absent when the value has no cell. */
  readonly column: number | undefined;

  /**
   * Makes an error.
   *
   * @param message - What is wrong with the value.
   * @param options - The column of its cell, and the error that caused this one.
   */
  constructor(message: string, options?: ErrorOptions & { readonly column?: number }) {
    super(message, options);
    this.column = options?.column;
  }
}
