import type { RefusedOutcome, UsageRecord } from "@usage-billing/core";
import type { Intake, IntakeResult, LedgerRecord } from "../model.ts";

/** What takes records in and tells which are still to be reported. */
export interface RecordIntake {
  /**
   * Takes records in. The same id with the same content is no change; with other content it is a
   * conflict. A record that is `refused` is in line again, with the content that it is offered with
   * now: its channel does not hold it. Where a record was read from is not part of its content.
   *
   * @param intakes - The records; about a thousand at a time is fastest.
   * @returns What became of them.
   */
  takeIn(intakes: readonly Intake[]): Promise<IntakeResult>;

  /**
   * Commits that `waiting` records cannot be sent as they are.
   *
   * @param refusals - The records and what is wrong with them.
   */
  commitRefusals(refusals: readonly RefusedOutcome[]): Promise<void>;

  /**
   * Lists the delivery keys of a channel that have `waiting` records, in the order in which they came up.
   * Records may be moved while it is read.
   *
   * @param channel - The channel's id.
   * @returns The keys, each once.
   */
  pendingKeys(channel: string): AsyncIterable<string>;

  /**
   * Loads `waiting` records of one delivery key, those first that were taken in first.
   *
   * @param channel - The channel's id.
   * @param deliveryKey - The key.
   * @param limit - How many records at most.
   * @returns The records.
   */
  pendingRecords(
    channel: string,
    deliveryKey: string,
    limit: number,
  ): Promise<readonly UsageRecord[]>;

  /**
   * Loads the records of one delivery key that the channel holds or may hold: everything that was
   * sent with it and is not refused, dismissed, retracted or corrected.
   *
   * @param channel - The channel's id.
   * @param deliveryKey - The key.
   * @returns The records in the order in which they were taken in.
   */
  heldRecords(channel: string, deliveryKey: string): Promise<readonly LedgerRecord[]>;

  /**
   * Counts the records of a channel that a report still has to bring to an outcome:
   * `waiting`, `sending`, `unsent`, `unknown` and `ambiguous`.
   *
   * @param channel - The channel's id.
   * @returns How many there are.
   */
  pendingCount(channel: string): Promise<number>;
}
