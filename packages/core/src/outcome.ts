import type { HeldUsage } from "./held-usage.ts";
import type { Problem } from "./problem.ts";
import type { Quantity } from "./quantity.ts";

/** The channel holds the record as it was sent. */
export interface AcceptedOutcome {
  readonly status: "accepted";
  readonly recordId: string;
  /** The channel's own id of what it holds. */
  readonly reference: string;
  /** The channel's own word for its state. */
  readonly channelState?: string;
  /** The channel's reference of the invoice or order that billed it. */
  readonly billingReference?: string;
}

/** The channel has taken the record and somebody there still has to accept it. */
export interface PendingOutcome {
  readonly status: "pending";
  readonly recordId: string;
  /** The channel's own id of what it holds. */
  readonly reference: string;
  /** The channel's own word for its state. */
  readonly channelState: string;
}

/** The channel does not hold the record and says why. */
export interface RefusedOutcome {
  readonly status: "refused";
  readonly recordId: string;
  /** What is wrong, with the channel's own words. */
  readonly problem: Problem;
  /** The channel's own id of a rejected file, where there is one to mend. */
  readonly reference?: string;
  /**
   * The ids of the records at fault, when the channel found no fault with this one and refused it
   * because they were in the same delivery. Without them it may be sent as it is.
   */
  readonly becauseOf?: readonly string[];
}

/** Nobody knows yet whether the channel holds the record; it must be settled before it is sent again. */
export interface UnknownOutcome {
  readonly status: "unknown";
  readonly recordId: string;
  /** Why it is not known. */
  readonly reason: string;
  /** What the channel holds that could be this record, when the evidence is ambiguous. */
  readonly candidates?: readonly HeldUsage[];
}

/** The channel holds less than was sent. */
export interface PartialOutcome {
  readonly status: "partial";
  readonly recordId: string;
  /** The channel's own id of what it holds. */
  readonly reference: string;
  /** What was sent. */
  readonly sent: Quantity;
  /** What the channel stored. */
  readonly stored: Quantity;
}

/** The channel was asked and does not hold the record: it may be sent. Only read-back says this. */
export interface AbsentOutcome {
  readonly status: "absent";
  readonly recordId: string;
}

/** What became of one usage record at its channel. */
export type Outcome =
  | AcceptedOutcome
  | PendingOutcome
  | RefusedOutcome
  | UnknownOutcome
  | PartialOutcome;

/** What read-back says of one usage record: an outcome, or that the channel does not hold it. */
export type Settlement = Outcome | AbsentOutcome;
