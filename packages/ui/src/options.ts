import type { Instant, Period, Problem, UsageRecord } from "@usage-billing/core";
import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import type { Reporter } from "@usage-billing/reporter";
import type { Explanation } from "./views.ts";

/** What makes the page's words, and what its writes go through. */
export interface UiDesk {
  /** Opens the ledger for as long as some work takes, or shares one that is open. */
  readonly use: <Result>(work: (ledger: Ledger) => Promise<Result>) => Promise<Result>;
  /** Whether counting costs this process nothing, because a database server does it. */
  readonly isShared: boolean;
  /** The channels that are shown. */
  readonly channels: readonly string[];
  /** Makes what plans, and what changes only the ledger: it needs no credential and reaches nobody. */
  readonly planner: (ledger: Ledger) => Reporter;
  /** Makes what does something at a channel; it needs that channel's credential. */
  readonly reporter: (ledger: Ledger, channel: string) => Reporter;
  /** Tells what is wrong with a record at its channel. */
  readonly check: (record: UsageRecord) => readonly Problem[];
  /** Explains a record in words. */
  readonly explain: (ledger: Ledger, held: LedgerRecord) => Promise<Explanation>;
  /** Reads a period that a person wrote: a month, a day, or both ends. */
  readonly parsePeriod: (text: string) => Period;
  /** Says what went wrong where a person can act on it; `undefined` for a defect. */
  readonly describeFailure: (error: unknown) => Failure | undefined;
  /** The name of the source that record ids are derived with. */
  readonly source: string;
  /** Who changes something, for what the ledger keeps. */
  readonly by: string;
  /** The product of a channel's records that name none, for statements. */
  readonly products?: ReadonlyMap<string, string>;
  /** Tells the time; the machine's when left out. */
  readonly now?: () => Instant;
  /** Takes what went wrong inside, without secrets. */
  readonly onError?: (error: unknown) => void;
}

/** What went wrong, for a person. */
export interface Failure {
  readonly message: string;
  /** Whether asking again can help. */
  readonly isPassing: boolean;
}

/** Where the page is served, and what it works with. */
export interface UiOptions {
  /** What makes the page's words, and what its writes go through. */
  readonly desk: UiDesk;
  /** The port; any free one when left out or 0. */
  readonly port?: number;
  /** `127.0.0.1`, which it is when left out, or `::1`. Any other address is refused. */
  readonly host?: string;
}
