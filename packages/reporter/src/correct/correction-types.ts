import type { Outcome, Period, Quantity, UsageRecord } from "@usage-billing/core";

/** What a person wants to be otherwise of a record: one of the four. */
export interface CorrectionChange {
  /** The quantity that is true, in the record's unit. */
  readonly quantity?: Quantity;
  /** The time that the usage belongs to, half-open, UTC. */
  readonly period?: Period;
  /** The meter that the usage belongs to. */
  readonly meter?: string;
  /** The usage did not happen at all. */
  readonly delete?: true;
  /**
   * Where the channel can change the record no more, the time in which another makes up for what is
   * missing; the one right after the record's, as long as it, when left out.
   */
  readonly into?: Period;
}

/** The kinds of changes, by what they mean for the bill. */
export const CHANGE_KINDS = ["raise", "lower", "delete", "move", "change-meter"] as const;

/** One of {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/**
 * The moments in a record's life that decide how it is corrected. `planned`: taken in and not sent, or
 * refused, so that the channel does not hold it.
 * `sent`: the channel holds it. `accepted`: somebody there has accepted it; a channel without acceptance
 * never says so. `billed`: it stands on a bill.
 */
export const MOMENTS = ["planned", "sent", "accepted", "billed"] as const;

/** One of {@link MOMENTS}. */
export type Moment = (typeof MOMENTS)[number];

/** The ways in which channels correct what they hold; see `ChannelCapabilities.correction`. */
export const CORRECTION_WAYS = ["upload-again", "delete-and-send", "update"] as const;

/** One of {@link CORRECTION_WAYS}. */
export type CorrectionWay = (typeof CORRECTION_WAYS)[number];

/**
 * What is done. `revise`, `withdraw`: in the ledger alone. `replace`, `retract`: at the channel.
 * `move`: out of its place at the channel, and in line for the right one. `compensate`: what is missing
 * is in line as another record. `credit`: what is too much is to be credited outside the API.
 */
export type CorrectionAction =
  | "revise"
  | "withdraw"
  | "replace"
  | "retract"
  | "move"
  | "compensate"
  | "credit"
  | "compensate-and-credit";

/** How a record can be corrected, before anything is done. */
export interface CorrectionPlan {
  readonly status: "planned";
  readonly recordId: string;
  readonly channel: string;
  readonly change: ChangeKind;
  readonly moment: Moment;
  readonly action: CorrectionAction;
  /** What the channel holds of the record, or is going to get when it was not sent. */
  readonly before: Quantity;
  /** What is true, all records that come of it together. */
  readonly after: Quantity;
  /** The record that replaces it, or makes up for what is missing. */
  readonly replacement?: UsageRecord;
  /** What the channel has to credit outside its API, for the channel's sum to be the truth. */
  readonly credit?: Quantity;
  /** What is going to be done, as sentences. */
  readonly steps: readonly string[];
}

/** Why a record cannot be corrected so; nothing is done. */
export interface CorrectionRefusal {
  readonly status: "refused";
  readonly recordId: string;
  /** A stable name of the reason, in kebab case. */
  readonly rule: string;
  /** Why, as the end of a sentence that begins with the record. */
  readonly reason: string;
  /** The way out, as a sentence. */
  readonly fix: string;
}

/** What became of a correction. */
export interface CorrectionEnd {
  /** What was done. */
  readonly plan: CorrectionPlan;
  /** What the channel says of the replacement, where it was sent at once. */
  readonly outcome?: Outcome;
  /** Whether the replacement waits for the next report. */
  readonly isInLine: boolean;
}
