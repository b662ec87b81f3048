export type { Bookkeeping } from "./interface/bookkeeping.ts";
export type { DeliveryCommits } from "./interface/delivery-commits.ts";
export type { LedgerCare } from "./interface/ledger-care.ts";
export type { LedgerReads } from "./interface/ledger-reads.ts";
export type { RecordChanges } from "./interface/record-changes.ts";
export type { RecordIntake } from "./interface/record-intake.ts";
export type { Ledger } from "./ledger.ts";
export { LedgerError } from "./ledger-error.ts";
export type {
  CorrectionResult,
  DecisionGrounds,
  DeliveryResult,
  EntryKind,
  EntryQuery,
  HeldQuery,
  Intake,
  IntakeConflict,
  IntakeResult,
  LedgerDelivery,
  LedgerDifference,
  LedgerEntry,
  LedgerRecord,
  LedgerVerification,
  LedgerWindow,
  RecordDecision,
  RecordQuery,
  RecordRevision,
  RecordSum,
  RevisionResult,
  StatedWindow,
  UnsentDelivery,
  WindowQuery,
} from "./model.ts";
export { type LedgerOptions, openLedger } from "./open-ledger.ts";
export {
  type DeliveryEvent,
  type DeliveryState,
  deliveryMachine,
  type Mover,
  nextState,
  type RecordEvent,
  type RecordState,
  recordMachine,
  type StateMachine,
  type StateRule,
} from "./state-machine.ts";
export type { CreditQuery, StatedCredit } from "./stated-credit.ts";
