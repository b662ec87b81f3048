export { type Clock, systemClock } from "./clock.ts";
export { createReporter } from "./create-reporter.ts";
export type {
  Alarm,
  AlarmKind,
  FollowedChannel,
  FollowOptions,
  FollowSummary,
  StateChange,
} from "./follow-types.ts";
export type {
  DeliverOptions,
  PlanOptions,
  Progress,
  RefusedFilePolicy,
  Repair,
  ReporterOptions,
  ReportOptions,
} from "./options.ts";
export type { Reporter } from "./reporter.ts";
export { createReporterMemory, type ReporterMemory } from "./reporter-memory.ts";
export type { Resent, ResentMemory } from "./resent-memory.ts";
export type { RetryOptions, RetryResult, SkippedRecord } from "./retry-types.ts";
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
export type { TelemetryOptions } from "./telemetry.ts";
export { UnchangeableRecordError } from "./unchangeable-record-error.ts";
