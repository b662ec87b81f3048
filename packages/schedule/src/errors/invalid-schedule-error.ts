import { UsageBillingError } from "@usage-billing/core";

/** Thrown when a schedule cannot be kept, for example of an unknown time zone; `key` names the member at fault. */
export class InvalidScheduleError extends UsageBillingError {
  override readonly code = "INVALID_SCHEDULE" as const;
  /** The member of the schedule that is wrong, for example `timeZone`. */
  readonly key: string;
  /** What is wrong with it, as the end of a sentence. */
  readonly reason: string;

  /**
   * Makes the error.
   *
   * @param key - The member of the schedule that is wrong.
   * @param reason - What is wrong with it, as the end of a sentence.
   */
  constructor(key: string, reason: string) {
    super(`the schedule's ${key} ${reason}`);
    this.key = key;
    this.reason = reason;
  }
}
