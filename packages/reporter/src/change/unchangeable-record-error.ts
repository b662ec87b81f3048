import { UsageBillingError } from "@usage-billing/core";
import type { RecordState } from "@usage-billing/ledger";

/** Thrown when a record cannot be retracted or corrected as it stands. */
export class UnchangeableRecordError extends UsageBillingError {
  override readonly code = "UNCHANGEABLE_RECORD" as const;
  /** The record's id. */
  readonly recordId: string;
  /** Where the record stands; `undefined` when the ledger does not have it. */
  readonly state: RecordState | undefined;

  /**
   * Makes the error.
   *
   * @param recordId - The record's id.
   * @param state - Where the record stands; `undefined` when the ledger does not have it.
   * @param reason - Why it cannot be changed, as the end of a sentence.
   */
  constructor(recordId: string, state: RecordState | undefined, reason: string) {
    super(`record ${recordId} ${reason}`);
    this.recordId = recordId;
    this.state = state;
  }
}
