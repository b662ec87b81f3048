import type {
  Delivery,
  Instant,
  Outcome,
  Period,
  Quantity,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import type { DeliveryState, RecordState } from "./state-machine.ts";

/** A record to take in, with the key by which its channel groups it. */
export interface Intake {
  /** The record; it must have no problems at its channel. */
  readonly record: UsageRecord;
  /** What `Channel.deliveryKey` says of it. */
  readonly deliveryKey: string;
}

/** A record whose id is in the ledger with other content; the ledger keeps what it has. */
export interface IntakeConflict {
  /** The id that both share. */
  readonly recordId: string;
  /** What the ledger holds. */
  readonly held: UsageRecord;
  /** Where that stands. */
  readonly state: RecordState;
  /** What was offered and not taken in. */
  readonly offered: UsageRecord;
}

/** What became of a batch that was taken in. */
export interface IntakeResult {
  /** How many records are new, or were refused and are in line again; they are `waiting`. */
  readonly added: number;
  /** How many were there with the same content, in whatever state; nothing was changed. */
  readonly known: number;
  /** Records that were there with other content; nothing was changed. */
  readonly conflicts: readonly IntakeConflict[];
}

/** A record as the ledger knows it. */
export interface LedgerRecord {
  /** The record as it was taken in. */
  readonly record: UsageRecord;
  /** Where it stands. */
  readonly state: RecordState;
  /** When it was taken in. */
  readonly takenInAt: Instant;
  /** The delivery that it is in or went with. */
  readonly deliveryId?: string;
  /** The channel's own id of it, from its last outcome. */
  readonly reference?: string;
  /** The last outcome that was committed for it. */
  readonly outcome?: Outcome;
  /** The id of the record that replaces or is meant to replace it. */
  readonly replacedBy?: string;
}

/** A delivery as the ledger knows it. */
export interface LedgerDelivery {
  /** The delivery as it was planned: all its records, and the bytes that were committed. */
  readonly delivery: Delivery;
  /** Where it stands. */
  readonly state: DeliveryState;
  /** The SHA-256 of its bytes: 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** How many times sending was intended, at least 1. */
  readonly attempts: number;
  /** When sending was last intended. */
  readonly intendedAt: Instant;
  /**
   * The ids of those of its records that are in doubt or not sent: `sending`, `unsent` or `unknown`.
   * Only while they are all of its records may its bytes be sent again.
   */
  readonly openRecordIds: readonly string[];
  /** The ids of those of its records that are `ambiguous`. They are read back, and never sent. */
  readonly ambiguousRecordIds: readonly string[];
}

/** What the channel says of a delivery's records. */
export interface DeliveryResult {
  /** The delivery. */
  readonly deliveryId: string;
  /** An outcome or settlement for each record that something is known of. */
  readonly outcomes: readonly Settlement[];
  /** Whether the channel answered so, which is the default, or was asked afterwards. */
  readonly foundBy?: "answer" | "read-back";
}

/**
 * What a person decided. Of a record in doubt: the channel holds it under a reference, or it does not. Of one
 * that was refused: nothing is billed for it.
 */
export type RecordDecision =
  | { readonly kind: "held"; readonly reference: string }
  | { readonly kind: "absent" }
  | { readonly kind: "dismissed" };

/** Who decided, and why. */
export interface DecisionGrounds {
  /** What the decision rests on, in that person's words. */
  readonly reason: string;
  /** The person, by whatever name the vendor knows them. */
  readonly by: string;
}

/**
 * What a correction in the ledger alone comes to. Of a record that was not sent or was refused: another stands in its
 * place, or none does. Of one that its channel can change no more: another adds what is missing, or there
 * is only something to be credited.
 */
export type RevisionResult = "revised" | "withdrawn" | "compensated" | "credited";

/** A correction that is made in the ledger, without a word to the channel. */
export interface RecordRevision {
  /** The record: `waiting`, `refused`, or `accepted` where the channel can change it no more. */
  readonly recordId: string;
  /** What it comes to. */
  readonly result: RevisionResult;
  /** The record that is put in line; with `revised` and `compensated`. */
  readonly replacement?: Intake;
  /** What the channel has to credit outside its API, in the record's unit. */
  readonly credit?: Quantity;
  /** Who wants it, and why. */
  readonly grounds: DecisionGrounds;
}

/** Which deliveries are asked for. */
export interface HeldQuery {
  /** The channel's id. */
  readonly channel: string;
  /** Only deliveries that have records in one of these states. */
  readonly states: readonly RecordState[];
  /** Only deliveries that come after the one of this id, for going on where one left off. */
  readonly after?: string;
}

/** A delivery that certainly did not reach its channel. */
export interface UnsentDelivery {
  /** The delivery. */
  readonly deliveryId: string;
  /** Why it was not sent, without secrets. */
  readonly reason: string;
}

/** How a correction ended, for the record and for its replacement. */
export interface CorrectionResult {
  /** Whether the channel holds the record still: `kept`; or no longer: `corrected`, `retracted`. */
  readonly record: "corrected" | "kept" | "retracted";
  /** What became of the replacement; `absent` puts it in line for the next report. */
  readonly replacement: Settlement;
  /**
   * Why nothing is billed for the replacement: it was refused, and the record is kept. It is then `dismissed`
   * with the same commit, so that no process can die between the end of the attempt and its dismissal.
   */
  readonly dismissal?: DecisionGrounds;
}

/** One fact of the append-only log. */
export interface LedgerEntry {
  /** Its number; facts are numbered in the order in which they were committed. */
  readonly sequence: number;
  /** When it was committed. */
  readonly at: Instant;
  /** What kind of fact it is. */
  readonly kind: EntryKind;
  /**
   * What this machine's clock said, where that was before the time of an earlier fact; `at` is then the
   * earlier fact's time, so that facts that follow each other never seem to go back in time.
   */
  readonly clock?: Instant;
  /** The delivery that it is about. */
  readonly deliveryId?: string;
  /** The record that it is about, where it is about one. */
  readonly recordId?: string;
  /** The fact as plain JSON: exact decimals as text, times as ISO 8601. */
  readonly body: unknown;
}

/** The kinds of facts in the log. */
export type EntryKind =
  | "account"
  | "window"
  | "taken-in"
  | "offered-again"
  | "refused-before-sending"
  | "intent"
  | "resend"
  | "not-sent"
  | "step"
  | "outcome"
  | "settlement"
  | "channel-state"
  | "absent"
  | "decision"
  | "retraction-intent"
  | "retraction-outcome"
  | "correction-intent"
  | "correction-outcome"
  | "revision";

/** What became of one window of a source, for one channel. */
export interface LedgerWindow {
  /** The source, by its name in the configuration. */
  readonly source: string;
  /** The channel that its records are for. */
  readonly channel: string;
  /** The window: half-open, in UTC. */
  readonly period: Period;
  /** Whether the source was read to its end and its records are in the ledger. */
  readonly state: "done" | "failed";
  /** How many records the source gave for this channel; 0 is a statement, not silence. */
  readonly records: number;
  /** The exact sum of their quantities, as decimal text. */
  readonly quantity?: string;
  /** The columns that the source had, in its order. */
  readonly columns?: readonly string[];
  /** Why it failed, without secrets. */
  readonly reason?: string;
}

/** A window as it was stated last. */
export interface StatedWindow extends LedgerWindow {
  /** When it was stated. */
  readonly at: Instant;
}

/** Which windows are asked for. */
export interface WindowQuery {
  /** Only of this source. */
  readonly source?: string;
  /** Only for this channel. */
  readonly channel?: string;
  /** Only windows that end after this instant. */
  readonly since?: Instant;
}

/** Count and exact sums of the records of one channel and meter that stand alike. */
export interface RecordSum {
  /** The channel. */
  readonly channel: string;
  /** The meter, where the records have one. */
  readonly meter?: string;
  /** Where the records stand. */
  readonly state: RecordState;
  /** How many there are. */
  readonly count: number;
  /** What was reported, exact. */
  readonly quantity: Quantity;
  /** What the channel stored of `partial` records, exact; equal to `quantity` in every other state. */
  readonly stored: Quantity;
}

/** Which records are asked for. */
export interface RecordQuery {
  /** Only of this channel. */
  readonly channel?: string;
  /** Only in these states. */
  readonly states?: readonly RecordState[];
  /** Only of this subscription. */
  readonly subscription?: string;
  /** Only records whose period has an instant in common with this one. */
  readonly period?: Period;
}

/** Which facts of the log are asked for. */
export interface EntryQuery {
  /** Only facts with a greater number. */
  readonly after?: number;
  /** Only facts that were committed at this instant or before. */
  readonly until?: Instant;
}

/** A place where the kept state is not what the log gives. */
export interface LedgerDifference {
  /** What it is about. */
  readonly subject: "delivery" | "record";
  /** The id of the record or delivery. */
  readonly id: string;
  /** The state that was kept, as JSON; `undefined` when there is none. */
  readonly kept?: string;
  /** The state that the log gives, as JSON; `undefined` when it gives none. */
  readonly rebuilt?: string;
}

/** What a comparison of the kept state with the log found. */
export interface LedgerVerification {
  /** How many facts the log has. */
  readonly entries: number;
  /** How many records and deliveries are not as the log gives them; 0 when all is well. */
  readonly differenceCount: number;
  /** The first hundred of them. */
  readonly differences: readonly LedgerDifference[];
}
