export { type Clock, systemClock } from "./clock.ts";
export { createReporter } from "./create-reporter.ts";
export type {
  ChannelSummary,
  DeliverOptions,
  DeliverResult,
  NotableRecord,
  OutcomeSum,
  PlanOptions,
  Progress,
  Reporter,
  ReporterOptions,
  ReportFailure,
  ReportOptions,
  ReportSummary,
} from "./reporter.ts";
export { UnchangeableRecordError } from "./unchangeable-record-error.ts";
