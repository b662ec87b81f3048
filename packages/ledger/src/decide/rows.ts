import type { DeliveryState, RecordState } from "../state-machine.ts";

/** A record's state, as it is derived from the log. */
export interface RecordRow {
  readonly id: string;
  /** The number of the fact that took it in first. */
  readonly sequence: number;
  /** The number of the fact that has its content: where it was taken in, or offered again last. */
  readonly contentSequence: number;
  readonly state: RecordState;
  /** The delivery that it is in. */
  readonly deliveryId: string | undefined;
  readonly reference: string | undefined;
  /** Its last outcome, as JSON. */
  readonly outcome: string | undefined;
  /** The number of the fact that has its last outcome. */
  readonly outcomeSequence?: number | undefined;
  /** The reference, where it is of an earlier outcome and the last one does not repeat it. */
  readonly olderReference?: string | undefined;
  readonly replacedBy: string | undefined;
  /** The record in whose place it was meant to be, while the channel may hold that one. */
  readonly replaces: string | undefined;
}

/** A delivery's state, as it is derived from the log. */
export interface DeliveryRow {
  readonly id: string;
  /** The number of its intent. */
  readonly sequence: number;
  readonly state: DeliveryState;
  /** How many records were planned into it. */
  readonly planned: number;
  readonly attempts: number;
  readonly intendedAt: number;
  /** The number of the last fact about it. */
  readonly lastSequence?: number | undefined;
}

/** States of a record about which nobody knows whether its channel holds it, or which was not sent. */
export const IN_DOUBT: ReadonlySet<RecordState> = new Set([
  "sending",
  "unsent",
  "unknown",
  "ambiguous",
]);

/** States of a record that its channel said it holds. */
export const STORED: ReadonlySet<RecordState> = new Set(["accepted", "pending", "partial"]);

/** States of a record that its channel said it holds and is asked about later. */
export const FOLLOWED: ReadonlySet<RecordState> = new Set([...STORED, "disputed"]);

/** States of a record that its channel is meant to hold, also while it is being changed. */
export const HELD: ReadonlySet<RecordState> = new Set([...FOLLOWED, "retracting", "correcting"]);
