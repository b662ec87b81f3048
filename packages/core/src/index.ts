export type { BatchCapability, ChannelCapabilities, WriteBudget } from "./capabilities.ts";
export type { CallOptions, Channel, SentRecord } from "./channel.ts";
export { checkRecord } from "./check-record.ts";
export type { Delivery } from "./delivery.ts";
export { AuthenticationError } from "./errors/authentication-error.ts";
export { ChannelConnectionError, type LostCall } from "./errors/channel-connection-error.ts";
export { type ChannelAnswer, ChannelRequestError } from "./errors/channel-request-error.ts";
export { InvalidPeriodError } from "./errors/invalid-period-error.ts";
export { InvalidQuantityError } from "./errors/invalid-quantity-error.ts";
export {
  type InvalidRecord,
  InvalidUsageRecordError,
} from "./errors/invalid-usage-record-error.ts";
export { MissingConfigurationError } from "./errors/missing-configuration-error.ts";
export { RateLimitError } from "./errors/rate-limit-error.ts";
export { redactSecrets } from "./errors/redact.ts";
export {
  type UnexpectedAnswer,
  UnexpectedResponseError,
} from "./errors/unexpected-response-error.ts";
export { UnsupportedOperationError } from "./errors/unsupported-operation-error.ts";
export { UsageBillingError } from "./errors/usage-billing-error.ts";
export { UsageLimitExceededError } from "./errors/usage-limit-exceeded-error.ts";
export type { HeldUsage, UsageQuery } from "./held-usage.ts";
export type {
  AbsentOutcome,
  AcceptedOutcome,
  Outcome,
  PartialOutcome,
  PendingOutcome,
  RefusedOutcome,
  Settlement,
  UnknownOutcome,
} from "./outcome.ts";
export {
  createPeriod,
  formatInstant,
  formatPeriod,
  type Instant,
  type Period,
  parseInstant,
} from "./period.ts";
export type { Problem } from "./problem.ts";
export { type CarriedQuantity, Quantity } from "./quantity.ts";
export { deriveDeliveryId, deriveRecordId, type RecordFacts } from "./record-id.ts";
export { findRefusals } from "./refusals/find-refusals.ts";
export type { KnownRefusal, RefusalWords } from "./refusals/known-refusal.ts";
export type { SourcePosition, UsageRecord } from "./usage-record.ts";
