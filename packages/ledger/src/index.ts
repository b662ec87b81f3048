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
  RecordDecision,
  RecordQuery,
  RecordSum,
  UnsentDelivery,
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
