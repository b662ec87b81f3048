import type { RecordState } from "@usage-billing/ledger";

// What the server gives and the page shows, as JSON: quantities are exact decimals as text, times ISO 8601
// in UTC.

/** A record in a list. */
export interface RecordRow {
  readonly recordId: string;
  readonly channel: string;
  readonly subscription: string;
  readonly meter?: string;
  readonly quantity: string;
  /** When it was used: half-open; both ends alike when it stands for an instant. */
  readonly period: { readonly start: string; readonly end: string };
  readonly state: RecordState;
  readonly takenInAt: string;
  /** Why it stands there, in the channel's words where it gave any. */
  readonly reason?: string;
}

/** Some records of a list. */
export interface RecordPage {
  readonly records: readonly RecordRow[];
  /** The number of the page, from 0. */
  readonly page: number;
  /** Whether there is another page. */
  readonly hasMore: boolean;
  /** Whether there are more records than the pages reach. */
  readonly isCut: boolean;
}

/** How many records of a channel stand alike. */
export interface StateCount {
  readonly channel: string;
  readonly state: RecordState;
  readonly records: number;
}

/** Count and exact sum of the records of one channel and meter that stand alike. */
export interface SumRow extends StateCount {
  readonly meter?: string;
  readonly quantity: string;
}

/** All records of the ledger, counted. */
export interface CountView {
  /** When counting ended. */
  readonly countedAt?: string;
  readonly rows: readonly SumRow[];
  /** How many were counted so far, while that goes on. */
  readonly progress?: number;
}

/** A delivery that is not settled. */
export interface DeliveryRow {
  readonly deliveryId: string;
  readonly channel: string;
  readonly state: string;
  readonly records: number;
  readonly bytes: number;
  readonly attempts: number;
  readonly intendedAt: string;
  /** How many of its records are in doubt or not sent. */
  readonly open: number;
}

/** What the first page shows. */
export interface Overview {
  /** Where the ledger is kept. */
  readonly ledger: string;
  /** When it was read. */
  readonly takenAt: string;
  readonly channels: readonly string[];
  /** What wants attention, the gravest first; exact at `takenAt`. */
  readonly attention: readonly StateCount[];
  /** Records without an outcome, by channel. */
  readonly unfinished: readonly { readonly channel: string; readonly records: number }[];
  readonly deliveries: readonly DeliveryRow[];
  /** Whether more deliveries are on their way than are listed. */
  readonly hasMoreDeliveries: boolean;
  readonly count: CountView;
  /** What the states mean, in a few words. */
  readonly words: Readonly<Record<string, string>>;
}

/** A part of an explanation: a heading and its lines. */
export interface ExplanationPart {
  readonly title: string;
  readonly lines: readonly string[];
}

/** Something that happened to a record. */
export interface HistoryLine {
  readonly at: string;
  readonly words: string;
}

/** Why a record is where it is, in words. */
export interface Explanation {
  /** What its state means, as a sentence. */
  readonly meaning: string;
  /** What to do next, as a sentence. */
  readonly next: string;
  readonly parts: readonly ExplanationPart[];
  readonly history: readonly HistoryLine[];
  /** The commands that do it. */
  readonly commands: readonly string[];
}

/** A piece of usage at the channel that a record could be. */
export interface CandidateView {
  readonly reference: string;
  readonly words: string;
}

/** What can be done with a record. */
export type ActionKind = "retry" | "decide" | "dismiss" | "correct";

/** A record, its history and what can be done. */
export interface RecordView extends RecordRow {
  readonly description?: string;
  readonly reference?: string;
  readonly replacedBy?: string;
  readonly deliveryId?: string;
  readonly explanation: Explanation;
  readonly candidates: readonly CandidateView[];
  readonly actions: readonly ActionKind[];
}

/** What a search for an id found. */
export interface SearchView {
  readonly recordIds: readonly string[];
  /** Whether not all records were looked through. */
  readonly isCut: boolean;
}

/** What is asked to be done. */
export type ChangeRequest =
  | { readonly kind: "retry"; readonly recordIds: readonly string[] }
  | {
      readonly kind: "decide";
      readonly recordId: string;
      /** The channel's own id of the record; left out, the channel does not hold it. */
      readonly reference?: string;
      readonly reason: string;
    }
  | { readonly kind: "dismiss"; readonly recordId: string; readonly reason: string }
  | {
      readonly kind: "correct";
      readonly recordId: string;
      readonly quantity?: string;
      readonly period?: string;
      readonly meter?: string;
      readonly delete?: true;
      readonly reason: string;
    };

/** What is going to happen when it is confirmed. */
export interface PlanView {
  /** Confirms it, once. */
  readonly planId: string;
  readonly title: string;
  /** What is going to happen, as sentences. */
  readonly steps: readonly string[];
  /** What somebody should be sure of. */
  readonly warning?: string;
  /** The name under which the ledger keeps it. */
  readonly by?: string;
}

/** What became of it. */
export interface ResultView {
  /** Whether all of it was done. */
  readonly isDone: boolean;
  readonly lines: readonly string[];
}

/** Why a request was not answered. */
export interface FailureView {
  readonly error: string;
  /** Whether asking again can help, for example because another process has the ledger. */
  readonly isPassing: boolean;
}
