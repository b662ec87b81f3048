import type { SentRecord } from "@usage-billing/core";
import type { CorrectionResult, DecisionGrounds, Intake, RecordRevision } from "../model.ts";

/** What takes back or replaces records that their channel holds. */
export interface RecordChanges {
  /**
   * Commits that a record that its channel holds is about to be taken back: it is `retracting`.
   *
   * @param recordId - A record that is accepted, pending or partial.
   * @param grounds - Who wants it, and why; kept in the log.
   * @returns What the channel's `retract` takes.
   */
  commitRetractionIntent(recordId: string, grounds?: DecisionGrounds): Promise<SentRecord>;

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
   * @param grounds - Who wants it, and why; kept in the log.
   * @returns What the channel's `correct` takes.
   */
  commitCorrectionIntent(
    recordId: string,
    replacement: Intake,
    grounds?: DecisionGrounds,
  ): Promise<SentRecord>;

  /**
   * Commits how a correction ended.
   *
   * @param recordId - A record that is `correcting`.
   * @param result - What became of it and of its replacement, and why a refused one is dismissed at once.
   */
  commitCorrection(recordId: string, result: CorrectionResult): Promise<void>;

  /**
   * Commits a correction that no channel has to be asked for: of a record that was not sent, or of one
   * that its channel can change no more. What replaces or completes it is in line with the same commit.
   *
   * @param revision - The record, what it comes to, and why.
   */
  commitRevision(revision: RecordRevision): Promise<void>;

  /**
   * Gives what a channel's `retract` and `correct` take, with those records in the delivery
   * that the channel is meant to hold.
   *
   * @param recordId - A record that its channel holds, also while it is being changed.
   * @returns The record and its place at the channel; `undefined` when the channel does not hold it.
   */
  sentRecord(recordId: string): Promise<SentRecord | undefined>;
}
