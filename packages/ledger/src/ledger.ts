import type { Bookkeeping } from "./interface/bookkeeping.ts";
import type { DeliveryCommits } from "./interface/delivery-commits.ts";
import type { LedgerCare } from "./interface/ledger-care.ts";
import type { LedgerReads } from "./interface/ledger-reads.ts";
import type { RecordChanges } from "./interface/record-changes.ts";
import type { RecordIntake } from "./interface/record-intake.ts";

/**
 * The durable record of what is to be reported, with which bytes it was sent, and what became of it.
 *
 * Every method that changes something appends facts to the log and updates the state derived
 * from it in one transaction: when its promise resolves, the change survives a crash; when it
 * rejects, nothing was changed. Steps that the state machine does not allow are refused.
 *
 * Every method rejects with a {@link LedgerError} when the storage fails.
 */
export interface Ledger
  extends RecordIntake,
    DeliveryCommits,
    RecordChanges,
    LedgerReads,
    Bookkeeping,
    LedgerCare {
  /** Where the ledger is kept, for messages. */
  readonly file: string;
}
