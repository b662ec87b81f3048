import { redactSecrets } from "./redact.ts";
import { UsageBillingError } from "./usage-billing-error.ts";

/** What is known of an error answer. */
export interface ChannelAnswer {
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /** The HTTP status. */
  readonly status: number;
  /** The channel's own words; credentials are taken out. */
  readonly detail: string;
  /** When the channel says to come back, in milliseconds from now. */
  readonly retryAfter?: number;
  /** Whether the request could have changed something at the channel. */
  readonly isWrite: boolean;
  /** Whether the body has the form of the channel's own errors; not known when absent. */
  readonly inOwnForm?: boolean;
}

const RETRYABLE = new Set([408, 425, 429]);

/** Thrown when a channel answered a call with an error. */
export class ChannelRequestError extends UsageBillingError {
  override readonly code: string = "CHANNEL_REQUEST";
  override readonly retryable: boolean;
  override readonly outcomeUnknown: boolean;
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /** The HTTP status. */
  readonly status: number;
  /** The channel's own words, redacted. */
  readonly detail: string;
  /** When the channel says to come back, in milliseconds from now. */
  readonly retryAfter: number | undefined;
  /**
   * Whether the body has the form of the channel's own errors. It has not when a gateway answered, or
   * another server because the address is wrong: then nothing is said about what was asked.
   */
  readonly inOwnForm: boolean;

  /**
   * Makes the error. Retrying is worth it for 408, 425, 429 and every status from 500;
   * a write answered with 408 or from 500 may have been stored.
   *
   * @param answer - What is known of the answer.
   * @param options - The error that caused this one.
   */
  constructor(answer: ChannelAnswer, options?: ErrorOptions) {
    const { channel, operation, status, detail } = answer;
    super(`${channel} answered ${operation} with ${status}: ${detail}`, options);
    this.channel = channel;
    this.operation = operation;
    this.status = status;
    this.detail = redactSecrets(detail);
    this.retryAfter = answer.retryAfter;
    this.inOwnForm = answer.inOwnForm ?? false;
    this.retryable = status >= 500 || RETRYABLE.has(status);
    this.outcomeUnknown = answer.isWrite && (status >= 500 || status === 408);
  }
}
