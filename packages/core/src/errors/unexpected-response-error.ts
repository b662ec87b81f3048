import { UsageBillingError } from "./usage-billing-error.ts";

/** What is known of an answer that cannot be read. */
export interface UnexpectedAnswer {
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /** The HTTP status. */
  readonly status: number;
  /** What is wrong with the answer. */
  readonly reason: string;
  /** Whether the request could have changed something at the channel. */
  readonly isWrite: boolean;
}

/** Thrown when a channel's answer is not one that its OpenAPI document allows. */
export class UnexpectedResponseError extends UsageBillingError {
  override readonly code = "UNEXPECTED_RESPONSE" as const;
  override readonly outcomeUnknown: boolean;
  /** The channel's id. */
  readonly channel: string;
  /** The operation's id in the channel's OpenAPI document. */
  readonly operation: string;
  /** The HTTP status. */
  readonly status: number;

  /**
   * Makes the error.
   *
   * @param answer - What is known of the answer.
   * @param options - The error that caused this one.
   */
  constructor(answer: UnexpectedAnswer, options?: ErrorOptions) {
    const { channel, operation, status, reason } = answer;
    super(`${channel} answered ${operation} with ${status} and a body that ${reason}`, options);
    this.channel = channel;
    this.operation = operation;
    this.status = status;
    this.outcomeUnknown = answer.isWrite;
  }
}
