import { ChannelRequestError } from "./channel-request-error.ts";

/** Thrown when a channel does not accept the credentials (401) or what they may do (403). */
export class AuthenticationError extends ChannelRequestError {
  override readonly code = "AUTHENTICATION" as const;
}
