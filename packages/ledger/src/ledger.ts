import type { Instant, RefusedOutcome, SentRecord, UsageRecord } from "@usage-billing/core";
import type {
  CorrectionResult,
  DecisionGrounds,
  DeliveryResult,
  EntryQuery,
  HeldQuery,
  Intake,
  IntakeResult,
  LedgerDelivery,
  LedgerEntry,
  LedgerRecord,
  LedgerVerification,
  RecordDecision,
  RecordQuery,
  RecordSum,
  UnsentDelivery,
} from "./model.ts";

/**
 * The durable record of what is to be reported, with which bytes it was sent, and what became of it.
 *
 * Every method that changes something appends facts to the log and updates the state derived
 * from it in one transaction: when its promise resolves, the change survives a crash; when it
 * rejects, nothing was changed. Steps that the state machine does not allow are refused.
 *
 * Every method rejects with a {@link LedgerError} when the storage fails.
 */
export interface Ledger {
  /** Where the ledger is kept, for messages. */
  readonly file: string;

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
   * sent with it and is not refused, retracted or corrected.
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
   * under that reference; absent, it is `waiting` again and leaves its delivery.
   *
   * @param recordId - The record's id.
   * @param decision - What was found out.
   * @param grounds - Who decided, and why.
   */
  commitDecision(
    recordId: string,
    decision: RecordDecision,
    grounds: DecisionGrounds,
  ): Promise<void>;

  /**
   * Commits that `waiting` records cannot be sent as they are.
   *
   * @param refusals - The records and what is wrong with them.
   */
  commitRefusals(refusals: readonly RefusedOutcome[]): Promise<void>;

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
   * @param query - The channel and the states.
   * @returns The deliveries.
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

  /**
   * Commits that a record that its channel holds is about to be taken back: it is `retracting`.
   *
   * @param recordId - A record that is accepted, pending or partial.
   * @returns What the channel's `retract` takes.
   */
  commitRetractionIntent(recordId: string): Promise<SentRecord>;

  /**
   * Commits how a retraction ended.
   *
   * @param recordId - A record that is `retracting`.
   * @param result - `retracted`, or `kept`: the channel holds it as before.
   */
  commitRetraction(recordId: string, result: "kept" | "retracted"): Promise<void>;

  /**
   * Commits that a record that its channel holds is about to be replaced: it is `correcting`,
   * and the replacement is in the ledger as `replacing`.
   *
   * @param recordId - A record that is accepted, pending or partial.
   * @param replacement - The record as it should be, with an id that is new, or that of an earlier
   * correction of the same content that was refused.
   * @returns What the channel's `correct` takes.
   */
  commitCorrectionIntent(recordId: string, replacement: Intake): Promise<SentRecord>;

  /**
   * Commits how a correction ended.
   *
   * @param recordId - A record that is `correcting`.
   * @param result - What became of it and of its replacement.
   */
  commitCorrection(recordId: string, result: CorrectionResult): Promise<void>;

  /**
   * Gives what a channel's `retract` and `correct` take, with those records in the delivery
   * that the channel is meant to hold.
   *
   * @param recordId - A record that its channel holds, also while it is being changed.
   * @returns The record and its place at the channel; `undefined` when the channel does not hold it.
   */
  sentRecord(recordId: string): Promise<SentRecord | undefined>;

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
   * Lists the subscriptions of a channel that records were taken in for.
   *
   * @param channel - The channel's id.
   * @returns Each subscription once, ordered.
   */
  knownSubscriptions(channel: string): Promise<readonly string[]>;

  /**
   * Tells which account each channel's usage goes to, as it was committed last.
   *
   * @returns The accounts by channel.
   */
  accounts(): Promise<ReadonlyMap<string, string>>;

  /**
   * Commits which account a channel's usage goes to, so that a ledger that is opened with another one's
   * configuration is noticed. Where that is known, nothing is added to the log.
   *
   * @param channel - The channel's id.
   * @param account - The account in words that tell it from others; no secret.
   */
  commitAccount(channel: string, account: string): Promise<void>;

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

  /**
   * Derives the state of all records and deliveries from the log again and compares it with the state that
   * is kept. Nothing is changed.
   *
   * @returns What differs.
   */
  verify(): Promise<LedgerVerification>;

  /**
   * Derives the state of all records and deliveries from the log again and keeps that.
   *
   * @returns What differed before.
   */
  rebuild(): Promise<LedgerVerification>;

  /**
   * Writes a consistent copy of the ledger while it is open. The copy can be opened as a ledger.
   *
   * @param file - A file that is not there yet.
   * @throws {@link LedgerError} When the file is there, or the ledger is on a server, whose own tools
   * make its backups.
   */
  backup(file: string): Promise<void>;

  /** Closes the ledger and lets other processes have it. Calling it again does nothing. */
  close(): Promise<void>;
}
