import { UsageBillingError } from "@usage-billing/core";

/**
 * Thrown when the ledger cannot be opened, read or written, or is asked for a step
 * that its state does not allow. What was committed before is never lost by it.
 */
export class LedgerError extends UsageBillingError {
  override readonly code = "LEDGER" as const;
  /** The ledger's file. */
  readonly file: string;

  /**
   * Makes the error.
   *
   * @param file - The ledger's file.
   * @param reason - What is wrong and what to do about it, as the end of a sentence.
   * @param options - The error that caused this one.
   */
  constructor(file: string, reason: string, options?: ErrorOptions) {
    super(`ledger ${file} ${reason}`, options);
    this.file = file;
  }
}
