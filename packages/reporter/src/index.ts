export type { RetryOptions, RetryResult, SkippedRecord } from "./change/retry-types.ts";
export { UnchangeableRecordError } from "./change/unchangeable-record-error.ts";
export { type Clock, systemClock } from "./clock.ts";
export {
  type CorrectionCell,
  type CorrectionRows,
  correctionTable,
  describeAction,
  type RefusedCell,
} from "./correct/correction-table.ts";
export {
  CHANGE_KINDS,
  type ChangeKind,
  CORRECTION_WAYS,
  type CorrectionAction,
  type CorrectionChange,
  type CorrectionEnd,
  type CorrectionPlan,
  type CorrectionRefusal,
  type CorrectionWay,
  MOMENTS,
  type Moment,
} from "./correct/correction-types.ts";
export type { CorrectionGrounds } from "./correct/perform-correction.ts";
export type { PlanningOptions } from "./correct/prepare-correction.ts";
export { createReporter } from "./create-reporter.ts";
export type {
  Alarm,
  AlarmKind,
  FollowedChannel,
  FollowOptions,
  FollowSummary,
  StateChange,
} from "./follow/follow-types.ts";
export { createReporterMemory, type ReporterMemory } from "./follow/reporter-memory.ts";
export type { Resent, ResentMemory } from "./follow/resent-memory.ts";
export type {
  DeliverOptions,
  PlanOptions,
  Progress,
  RefusedFilePolicy,
  Repair,
  ReporterOptions,
  ReportOptions,
} from "./options.ts";
export {
  proposeRepair,
  type RepairAction,
  type RepairProposal,
} from "./reconcile/propose-repair.ts";
export { reconcile } from "./reconcile/reconcile.ts";
export type {
  Difference,
  DifferenceKind,
  DifferenceTotal,
  HeldSide,
  InFlightTotal,
  MeterTotal,
  ReconcileOptions,
  ReconcileProgress,
  Reconciliation,
  ReportedSide,
  UnreadPart,
} from "./reconcile/reconcile-types.ts";
export { createRepairer, type Repairer, type RepairResult } from "./reconcile/repairer.ts";
export type { CorrectMethod, Reporter } from "./reporter.ts";
export { createService } from "./service/create-service.ts";
export type {
  DeliveryClaim,
  PlanningClaim,
  Service,
  ServiceChannelState,
  ServiceEvent,
  ServiceOptions,
  ServiceState,
  SharedWork,
} from "./service/service.ts";
export type {
  ChannelSummary,
  DeliverResult,
  NotableRecord,
  OutcomeSum,
  ReportFailure,
  ReportSummary,
} from "./summaries.ts";
export type { TelemetryOptions } from "./telemetry/telemetry.ts";
