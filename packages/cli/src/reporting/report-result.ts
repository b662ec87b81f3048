import type { LedgerRecord } from "@usage-billing/ledger";
import type { ReportSummary } from "@usage-billing/reporter";
import type { InputPlan } from "./input-plan.ts";
import type { TakenIn } from "./take-in.ts";

/** Records of the input that are not reported as they should be, whichever run left them so. */
export interface OpenRecords {
  /** The first of them. */
  readonly listed: readonly LedgerRecord[];
  /** How many there are in each state. */
  readonly counts: ReadonlyMap<LedgerRecord["state"], number>;
  /** How many were taken back, so that they are not sent again. */
  readonly retracted: number;
  /** How many of its records were refused and dismissed by a person. */
  readonly dismissed: number;
}

/** A channel of which the ledger has records that an earlier run left, and that this run did not work for. */
export interface LeftChannel {
  /** The channel's id. */
  readonly channel: string;
  /** How many records are not reported yet. */
  readonly records: number;
}

/** Everything that `report` knows when it is done. */
export interface ReportResult {
  /** What the input held, and what broke a rule before anything was sent. */
  readonly plan: InputPlan;
  /** What the ledger made of the input. */
  readonly takenIn: TakenIn;
  /** What this run did at the channels. */
  readonly summary: ReportSummary;
  /** What of the input is still open, refused or reported in part. */
  readonly open: OpenRecords;
  /** Channels without a record in the input that have open records and no credential. */
  readonly left: readonly LeftChannel[];
  /** What was done on the way that nobody asked for, such as a file sent without its rows at fault. */
  readonly notes: readonly string[];
}
