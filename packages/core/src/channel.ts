import type { ChannelCapabilities } from "./capabilities.ts";
import type { Delivery } from "./delivery.ts";
import type { HeldUsage, UsageQuery } from "./held-usage.ts";
import type { Outcome, Settlement } from "./outcome.ts";
import type { Problem } from "./problem.ts";
import type { UsageRecord } from "./usage-record.ts";

/** What every call that reaches a channel takes. */
export interface CallOptions {
  /** Ends the call early. */
  readonly signal?: AbortSignal;
  /** Is told what a long call is doing. */
  readonly onProgress?: (step: string) => void;
  /**
   * Is called right before every request that may change something at the channel, as late as
   * can be; more than once for one request, so do not count its calls. When it throws, that request
   * is not sent: a worker whose turn is over has no effect. The call then rejects with what was
   * thrown, or, when an earlier request of the same call was sent, may tell outcomes as `unknown`.
   */
  readonly beforeWrite?: () => void;
}

/** A record that a channel holds, with what is needed to change it there. */
export interface SentRecord {
  /** The record as it was sent. */
  readonly record: UsageRecord;
  /** The channel's own id of it, from its outcome. */
  readonly reference: string;
  /** The delivery that it went with. Its records are those that the channel is meant to hold still. */
  readonly delivery: Delivery;
}

/**
 * A place that bills for usage. Implemented once per API.
 *
 * `check`, `deliveryKey` and `plan` are pure. The other methods reach the channel; they return an
 * outcome per record and throw only when the whole call failed. A thrown error whose
 * `outcomeUnknown` is true means that the channel may have stored what was sent.
 */
export interface Channel {
  /** The id by which usage records name this channel. */
  readonly id: string;
  /** What the channel can do. */
  readonly capabilities: ChannelCapabilities;

  /**
   * Checks a record against everything that is known before a request.
   *
   * @param record - The record.
   * @returns Every problem found; empty when the record can be sent.
   */
  check(record: UsageRecord): readonly Problem[];

  /**
   * Tells which records can share a delivery: those with equal keys.
   *
   * @param record - A record without problems.
   * @returns The key.
   */
  deliveryKey(record: UsageRecord): string;

  /**
   * Puts records into deliveries. The same records, in any order, give the same deliveries and bytes.
   *
   * @param records - Records without problems.
   * @returns The deliveries; every record is in exactly one.
   * @throws {@link InvalidUsageRecordError} When a record has a problem.
   */
  plan(records: readonly UsageRecord[]): readonly Delivery[];

  /**
   * Sends a delivery. Never call it again for a delivery whose outcome is unknown: settle it first.
   *
   * @param delivery - The delivery, as planned.
   * @param options - Signal and progress.
   * @returns One outcome for each of its records, in their order.
   * @throws {@link ChannelRequestError} | {@link ChannelConnectionError} When the whole call failed.
   */
  send(delivery: Delivery, options?: CallOptions): Promise<readonly Outcome[]>;

  /**
   * Finds out by read-back what became of a delivery. Changes nothing at the channel
   * but may finish steps of its own protocol that were begun, such as submitting an uploaded file.
   *
   * @param delivery - The delivery whose outcome is unknown.
   * @param options - Signal and progress.
   * @returns One settlement for each of its records, in their order.
   */
  settle(delivery: Delivery, options?: CallOptions): Promise<readonly Settlement[]>;

  /**
   * Reads the present state of a delivery that the channel holds: acceptance, billing reference.
   *
   * @param delivery - The delivery.
   * @param options - Signal and progress.
   * @returns One settlement for each of its records, in their order.
   */
  follow(delivery: Delivery, options?: CallOptions): Promise<readonly Settlement[]>;

  /**
   * Lists what the channel holds.
   *
   * @param query - Window and subscriptions.
   * @param options - Signal and progress.
   * @returns The usage, one piece at a time.
   */
  list(query: UsageQuery, options?: CallOptions): AsyncIterable<HeldUsage>;

  /**
   * Takes a record back. With `upload-again` as the channel's way of retraction, a retraction whose
   * outcome is not known is settled by calling this again: it takes up where the first call stopped,
   * and throws {@link UnsupportedOperationError} only when the channel holds the record still.
   *
   * @param sent - The record and its place at the channel.
   * @param options - Signal and progress.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   */
  retract(sent: SentRecord, options?: CallOptions): Promise<void>;

  /**
   * Replaces a record's quantity or description by the channel's own way of correcting. With
   * `upload-again` as that way, a correction whose outcome is not known is settled by calling this
   * again: it takes up where the first call stopped, and throws {@link UnsupportedOperationError} only
   * when the channel holds the first version still.
   *
   * @param sent - The record and its place at the channel.
   * @param replacement - The record as it should be: the same subscription, meter and period.
   * @param options - Signal and progress.
   * @returns What became of the replacement.
   * @throws {@link UnsupportedOperationError} When the channel cannot, or can no longer.
   */
  correct(sent: SentRecord, replacement: UsageRecord, options?: CallOptions): Promise<Outcome>;
}
