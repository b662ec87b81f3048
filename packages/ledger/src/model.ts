import type {
  Delivery,
  Instant,
  Outcome,
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
}

/** What the channel says of a delivery's records. */
export interface DeliveryResult {
  /** The delivery. */
  readonly deliveryId: string;
  /** An outcome or settlement for each record that something is known of. */
  readonly outcomes: readonly Settlement[];
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
}

/** One fact of the append-only log. */
export interface LedgerEntry {
  /** Its number; facts are numbered in the order in which they were committed. */
  readonly sequence: number;
  /** When it was committed. */
  readonly at: Instant;
  /** What kind of fact it is. */
  readonly kind: EntryKind;
  /** The delivery that it is about. */
  readonly deliveryId?: string;
  /** The fact as plain JSON: exact decimals as text, times as ISO 8601. */
  readonly body: unknown;
}

/** The kinds of facts in the log. */
export type EntryKind =
  | "taken-in"
  | "offered-again"
  | "refused-before-sending"
  | "intent"
  | "resend"
  | "not-sent"
  | "outcome"
  | "absent"
  | "retraction-intent"
  | "retraction-outcome"
  | "correction-intent"
  | "correction-outcome";

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
}
