import { redactSecrets } from "./redact.ts";

/** The same symbol in every installed copy of this package. */
const MARKER = Symbol.for("usage-billing.error");

/**
 * The base of every error that these packages throw. Match on `code`, which is stable;
 * credentials are taken out of the message when the error is made.
 */
export abstract class UsageBillingError extends Error {
  /** The stable name of the kind of error. */
  abstract readonly code: string;
  /** Whether the same call may succeed later without a change. */
  readonly retryable: boolean = false;
  /** Whether the channel may have stored what was sent, so that a blind retry could bill twice. */
  readonly outcomeUnknown: boolean = false;

  /**
   * Makes an error.
   *
   * @param message - What is wrong and what to do about it; secrets in it are redacted.
   * @param options - The error that caused this one.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(redactSecrets(message), options);
    this.name = new.target.name;
    Object.defineProperty(this, MARKER, { value: true });
  }

  /**
   * Tells whether a value is an error of these packages, of whichever installed copy.
   *
   * @param value - Anything that was thrown.
   * @returns Whether it has a stable `code`.
   */
  static isInstance(value: unknown): value is UsageBillingError {
    return value instanceof Error && Reflect.get(value, MARKER) === true;
  }
}
