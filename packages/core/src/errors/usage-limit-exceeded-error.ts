import { ChannelRequestError } from "./channel-request-error.ts";

/** Thrown when a limit of the customer's plan refuses the quantity. */
export class UsageLimitExceededError extends ChannelRequestError {
  override readonly code = "USAGE_LIMIT_EXCEEDED" as const;
}
