import { ChannelRequestError } from "./channel-request-error.ts";

/** Thrown when a channel asks to slow down (429); `retryAfter` says for how long, where the channel did. */
export class RateLimitError extends ChannelRequestError {
  override readonly code = "RATE_LIMIT" as const;
}
