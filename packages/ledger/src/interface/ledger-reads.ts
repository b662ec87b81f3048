import type { Instant } from "@usage-billing/core";
import type {
  EntryQuery,
  LedgerDelivery,
  LedgerEntry,
  LedgerRecord,
  RecordQuery,
  RecordSum,
} from "../model.ts";
import type { CreditQuery, StatedCredit } from "../stated-credit.ts";

/** What tells where records and deliveries stand, and stood. */
export interface LedgerReads {
  /**
   * Finds a record.
   *
   * @param recordId - The record's id.
   * @returns The record; `undefined` when it was never taken in.
   */
  record(recordId: string): Promise<LedgerRecord | undefined>;

  /**
   * Lists records in the order in which they were taken in, in bounded memory.
   *
   * @param query - Which ones; all by default.
   * @returns The records.
   */
  records(query?: RecordQuery): AsyncIterable<LedgerRecord>;

  /**
   * Finds a delivery.
   *
   * @param deliveryId - The delivery's id.
   * @returns The delivery; `undefined` when none was intended under that id.
   */
  delivery(deliveryId: string): Promise<LedgerDelivery | undefined>;

  /**
   * Lists the records that are in a delivery now: not those that were found absent and left it.
   *
   * @param deliveryId - The delivery's id.
   * @returns The records in the order in which they were taken in.
   */
  recordsOf(deliveryId: string): Promise<readonly LedgerRecord[]>;

  /**
   * Tells everything that happened to a record.
   *
   * @param recordId - The record's id.
   * @returns The facts in their order, of facts about whole deliveries only this record's part;
   * empty when it was never taken in.
   */
  history(recordId: string): Promise<readonly LedgerEntry[]>;

  /**
   * Adds up records per channel, meter and state.
   *
   * @param query - Which ones; all by default.
   * @returns The sums, ordered by channel, meter and state.
   */
  sums(query?: RecordQuery): Promise<readonly RecordSum[]>;

  /**
   * Lists what corrections of billed usage left to be credited outside the channels' APIs.
   *
   * @param query - For which records; all by default. `period` chooses by the period of the record, whenever
   * the credit was stated.
   * @returns Each credit once, in the order in which they were stated.
   */
  credits(query?: CreditQuery): Promise<readonly StatedCredit[]>;

  /**
   * Lists the subscriptions of a channel that records were taken in for.
   *
   * @param channel - The channel's id.
   * @returns Each subscription once, ordered.
   */
  knownSubscriptions(channel: string): Promise<readonly string[]>;

  /**
   * Lists the facts of the log in their order, in bounded memory.
   *
   * @param query - Which ones; all by default.
   * @returns The facts, those about whole deliveries with all of their records.
   */
  entries(query?: EntryQuery): AsyncIterable<LedgerEntry>;

  /**
   * Tells where a record stood at an earlier instant.
   *
   * @param recordId - The record's id.
   * @param at - The instant; facts that were committed at it count.
   * @returns The record as it was; `undefined` when it was not taken in by then.
   */
  recordAt(recordId: string, at: Instant): Promise<LedgerRecord | undefined>;

  /**
   * Adds up records as they stood at an earlier instant. It reads the whole log up to there.
   *
   * @param query - Which ones; the states are those of then.
   * @param at - The instant; facts that were committed at it count.
   * @returns The sums, ordered by channel, meter and state.
   */
  sumsAt(query: RecordQuery, at: Instant): Promise<readonly RecordSum[]>;
}
