import type { DecisionGrounds, LedgerWindow, RecordDecision, RevisionResult } from "../model.ts";
import type { StatedOutcome } from "./stated-outcome.ts";

/** A record was taken in, or a refused one was offered again. */
export interface IntakeFact {
  readonly kind: "offered-again" | "taken-in";
  readonly recordId: string;
  /** The delivery in which an earlier version was refused. */
  readonly deliveryId?: string;
  readonly channel: string;
  readonly deliveryKey: string;
  /** The record as JSON. */
  readonly content: string;
}

/** A record was refused before it was sent. */
export interface RefusalFact {
  readonly kind: "refused-before-sending";
  readonly recordId: string;
  readonly outcome: StatedOutcome;
}

/** A delivery is about to be sent. */
export interface IntentFact {
  readonly kind: "intent";
  readonly deliveryId: string;
  readonly channel: string;
  readonly deliveryKey: string;
  readonly sha256: string;
  readonly recordIds: readonly string[];
  /** The bytes to be sent; left out when the log is read for its states alone. */
  readonly bytes?: Uint8Array;
}

/** A delivery is about to be sent again. */
export interface ResendFact {
  readonly kind: "resend";
  readonly deliveryId: string;
}

/** A delivery did not reach its channel. */
export interface NotSentFact {
  readonly kind: "not-sent";
  readonly deliveryId: string;
  readonly reason: string;
}

/** The channel's protocol went on. */
export interface StepFact {
  readonly kind: "step";
  readonly deliveryId: string;
  readonly steps: readonly string[];
}

/** The channel answered, was read back, or was followed. */
export interface OutcomeFact {
  readonly kind: "channel-state" | "outcome" | "settlement";
  readonly deliveryId: string;
  readonly outcomes: readonly StatedOutcome[];
}

/** A record left its delivery because its channel does not hold it. */
export interface AbsentFact {
  readonly kind: "absent";
  readonly recordId: string;
  readonly deliveryId: string;
}

/** A person decided. */
export interface DecisionFact {
  readonly kind: "decision";
  readonly recordId: string;
  /** The delivery that the record is in; one that was refused before it was sent is in none. */
  readonly deliveryId?: string;
  readonly decision: RecordDecision;
  readonly reason: string;
  readonly by: string;
}

/** A record is about to be taken back. */
export interface RetractionIntentFact {
  readonly kind: "retraction-intent";
  readonly recordId: string;
  readonly deliveryId: string;
  /** Who wants it, and why. */
  readonly grounds?: DecisionGrounds;
}

/** A retraction ended. */
export interface RetractionOutcomeFact {
  readonly kind: "retraction-outcome";
  readonly recordId: string;
  readonly result: "kept" | "retracted";
}

/** A record is about to be replaced; stated once for it and once for its replacement. */
export interface CorrectionIntentFact {
  readonly kind: "correction-intent";
  readonly recordId: string;
  readonly deliveryId: string;
  readonly original: string;
  readonly replacement: string;
  /** Who wants it, and why. */
  readonly grounds?: DecisionGrounds;
}

/** A correction that is made in the ledger; stated once for the record and once for what replaces or completes it. */
export interface RevisionFact {
  readonly kind: "revision";
  readonly recordId: string;
  readonly result: RevisionResult;
  readonly original: string;
  /** The id of the record that replaces or completes it. */
  readonly replacement?: string;
  /** What the channel has to credit outside its API, as exact decimal text. */
  readonly credit?: string;
  readonly grounds: DecisionGrounds;
}

/** A correction ended; stated once for the record and once for its replacement. */
export interface CorrectionOutcomeFact {
  readonly kind: "correction-outcome";
  readonly recordId: string;
  readonly result: "corrected" | "kept" | "retracted";
  readonly replacement: StatedOutcome;
}

/** Which account a channel's usage goes to from now on. */
export interface AccountFact {
  readonly kind: "account";
  readonly channel: string;
  /** The account in words that tell it from others; no secret. */
  readonly account: string;
}

/** What became of a window of a source. */
export interface WindowFact extends LedgerWindow {
  readonly kind: "window";
}

/** What can be appended to the log. */
export type Fact =
  | AccountFact
  | WindowFact
  | IntakeFact
  | RefusalFact
  | IntentFact
  | ResendFact
  | NotSentFact
  | StepFact
  | OutcomeFact
  | AbsentFact
  | DecisionFact
  | RetractionIntentFact
  | RetractionOutcomeFact
  | CorrectionIntentFact
  | CorrectionOutcomeFact
  | RevisionFact;

/** When a fact was committed, and its number. */
export interface Stamp {
  readonly sequence: number;
  /** Milliseconds since 1970, never before that of an earlier fact. */
  readonly at: number;
}
