import { UsageBillingError } from "./usage-billing-error.ts";

/** What is known of a call without an answer. */
export interface LostCall {
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /** What happened, for example `connection refused` or `no answer within 30 s`. */
  readonly reason: string;
  /** Whether the request may have reached the channel and changed something there. */
  readonly outcomeUnknown: boolean;
  /** Whether this side ended the call, because its time ran out or its signal ended it; false by default. */
  readonly abandoned?: boolean;
}

/** Thrown when a channel gave no answer: name not found, connection refused or reset, time ran out. */
export class ChannelConnectionError extends UsageBillingError {
  override readonly code = "CHANNEL_CONNECTION" as const;
  override readonly retryable = true;
  override readonly outcomeUnknown: boolean;
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /**
   * Whether this side ended the call while it was waiting for an answer. The channel, or something
   * on the way to it, was slow then, and may come to the request later.
   */
  readonly abandoned: boolean;

  /**
   * Makes the error.
   *
   * @param call - What is known of the call.
   * @param options - The error that caused this one.
   */
  constructor(call: LostCall, options?: ErrorOptions) {
    super(`${call.channel} gave no answer to ${call.operation}: ${call.reason}`, options);
    this.channel = call.channel;
    this.operation = call.operation;
    this.outcomeUnknown = call.outcomeUnknown;
    this.abandoned = call.abandoned ?? false;
  }
}
