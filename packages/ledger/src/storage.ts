export { fromContentJson, toContentJson, withSource } from "./content-json.ts";
export { ChangeSet, type ChangeSetStart, type StampedFact } from "./decide/change-set.ts";
export {
  endCorrection,
  endRetraction,
  intendCorrection,
  intendRetraction,
} from "./decide/decide-changes.ts";
export { intendDeliveries, leaveUnsent, resendDeliveries } from "./decide/decide-deliveries.ts";
export { type Contents, takeInRecords } from "./decide/decide-intakes.ts";
export {
  addSteps,
  decideRecord,
  followDeliveries,
  refuseRecords,
  settleDeliveries,
  stateAccount,
} from "./decide/decide-outcomes.ts";
export { reviseRecord } from "./decide/decide-revisions.ts";
export { stateWindow } from "./decide/decide-windows.ts";
export { evolveDelivery } from "./decide/evolve-delivery.ts";
export { evolveRecord } from "./decide/evolve-record.ts";
export { type FactRow, fromFactRow, toFactBody } from "./decide/fact-json.ts";
export type {
  AbsentFact,
  AccountFact,
  CorrectionIntentFact,
  CorrectionOutcomeFact,
  DecisionFact,
  Fact,
  IntakeFact,
  IntentFact,
  NotSentFact,
  OutcomeFact,
  RefusalFact,
  ResendFact,
  RetractionIntentFact,
  RetractionOutcomeFact,
  Stamp,
  StepFact,
  WindowFact,
} from "./decide/facts.ts";
export { type DeliveryRow, HELD, IN_DOUBT, type RecordRow, STORED } from "./decide/rows.ts";
export { readStatedOutcome, type StatedOutcome, stateOutcome } from "./decide/stated-outcome.ts";
export { toNewestWindows, type WindowStatement } from "./newest-windows.ts";
export { fromOutcomeJson, toOutcomeJson } from "./outcome-json.ts";
export { type CreditStatement, toStatedCredit } from "./stated-credit.ts";
