import type { Instant } from "@usage-billing/core";
import type {
  DecisionGrounds,
  DeliveryResult,
  HeldQuery,
  LedgerDelivery,
  RecordDecision,
  UnsentDelivery,
} from "../model.ts";

/** What commits the life of deliveries, and lists those that are not at its end. */
export interface DeliveryCommits {
  /**
   * Commits that deliveries are about to be sent, with their exact bytes. Their records, all
   * `waiting` before, are `sending`.
   *
   * @param deliveries - The deliveries, as planned.
   */
  commitIntents(deliveries: readonly LedgerDelivery["delivery"][]): Promise<void>;

  /**
   * Commits that deliveries which the channel does not hold are about to be sent again,
   * with the bytes of their intent. Refused when one of the records has an outcome or is in
   * another delivery by now, because the bytes would bill for it twice.
   *
   * @param deliveryIds - Deliveries that are not settled.
   */
  commitResends(deliveryIds: readonly string[]): Promise<void>;

  /**
   * Commits that deliveries certainly did not reach their channel: they are `unsent`.
   *
   * @param unsent - The deliveries and the reasons.
   */
  commitUnsent(unsent: readonly UnsentDelivery[]): Promise<void>;

  /**
   * Commits what the channel answered, or what read-back found. A record in doubt that is `absent`
   * is `waiting` again and leaves its delivery. A record stays as it is when nothing is said of it,
   * when it is in another delivery by now, or when the state machine knows no such step: what was
   * known of it is never lost. One that is unknown with candidates is `ambiguous`. The delivery is
   * `settled` when none of its records is in doubt, otherwise `unknown`.
   *
   * @param results - The deliveries with the outcomes of their records.
   */
  commitOutcomes(results: readonly DeliveryResult[]): Promise<void>;

  /**
   * Commits that the channel's own protocol has come so far with a delivery. States are not changed by it.
   *
   * @param deliveryId - The delivery.
   * @param steps - What was done, in order, in the channel's words and without secrets.
   */
  commitSteps(deliveryId: string, steps: readonly string[]): Promise<void>;

  /**
   * Commits what the channel says later of records that it holds: acceptance, refusal, billing reference.
   * Only records that are accepted, pending, partial or disputed are moved, and only where the state
   * machine has the step: `absent`, or unknown with candidates, makes a record `disputed`; unknown without
   * them says nothing. Where nothing is new, nothing is added to the log.
   *
   * @param results - The deliveries with what `Channel.follow` said.
   */
  commitChannelStates(results: readonly DeliveryResult[]): Promise<void>;

  /**
   * Commits what a person decided of a record that is `ambiguous`, `disputed` or `unknown`: held, it is accepted
   * under that reference; absent, it is `waiting` again and leaves its delivery. Or of one that is `refused`:
   * dismissed, nothing is billed for it and it is never in line again.
   *
   * @param recordId - The record's id.
   * @param decision - What was found out or is wanted.
   * @param grounds - Who decided, and why.
   */
  commitDecision(
    recordId: string,
    decision: RecordDecision,
    grounds: DecisionGrounds,
  ): Promise<void>;

  /**
   * Lists the deliveries of a channel that are not settled, the oldest first, one in memory at a time.
   * Deliveries may be moved while it is read.
   *
   * @param channel - The channel's id.
   * @returns The deliveries.
   */
  openDeliveries(channel: string): AsyncIterable<LedgerDelivery>;

  /**
   * Lists the deliveries of a channel that have records in some states, the oldest first, one in memory at
   * a time. Deliveries may be moved while it is read.
   *
   * @param query - The channel and the states, and where to begin.
   * @returns The deliveries; reading them throws a {@link LedgerError} when there is none to begin after.
   */
  heldDeliveries(query: HeldQuery): AsyncIterable<LedgerDelivery>;

  /**
   * Counts how many times sending was intended, first or again, by this machine's clock.
   *
   * @param channel - The channel's id.
   * @param since - The first instant that counts.
   * @returns How many intents and resends there were.
   */
  lastIntents(channel: string, since: Instant): Promise<number>;
}
