/** Which refused records to send again: these, those of a channel, or all. */
export type RetryOptions =
  | { readonly recordIds: readonly string[] }
  | { readonly channel: string }
  | { readonly all: true };

/** A record that was not put in line again. */
export interface SkippedRecord {
  /** The record's id. */
  readonly recordId: string;
  /** Why, as the end of a sentence that begins with the record. */
  readonly reason: string;
}

/** What became of refused records that were to be sent again. */
export interface RetryResult {
  /** How many are in line for the next report. */
  readonly retried: number;
  /** The first 100 that are not, and why. */
  readonly skipped: readonly SkippedRecord[];
  /** How many more there were. */
  readonly skippedOmitted: number;
}
