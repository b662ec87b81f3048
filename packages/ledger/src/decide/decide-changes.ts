import type { Settlement } from "@usage-billing/core";
import { toContentJson } from "../content-json.ts";
import type { CorrectionResult, DecisionGrounds, Intake } from "../model.ts";
import type { RecordEvent } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import { hasContent, takeInRecord } from "./decide-intakes.ts";
import { decideRecord } from "./decide-outcomes.ts";
import { requirePlace, requireStep } from "./requirements.ts";
import type { RecordRow } from "./rows.ts";
import { stateOutcome } from "./stated-outcome.ts";

/**
 * Decides that a record is about to be taken back.
 *
 * @param set - The change, with the record and its delivery.
 * @param recordId - The record's id.
 * @param grounds - Who wants it, and why.
 */
export function intendRetraction(
  set: ChangeSet,
  recordId: string,
  grounds?: DecisionGrounds,
): void {
  const deliveryId = requirePlace(set, requireStep(set, recordId, "retract"));
  const cause = grounds === undefined ? {} : { grounds };
  set.add({ kind: "retraction-intent", recordId, deliveryId, ...cause });
}

/** Refuses to end a change that was not begun, or to put a record back to the state of no outcome. */
function requireBegun(
  set: ChangeSet,
  recordId: string,
  end: { readonly state: "correcting" | "retracting"; readonly result: RecordEvent | "kept" },
): RecordRow {
  const row = set.record(recordId);
  if (row?.state !== end.state) {
    throw set.failure(`has record ${recordId} ${row?.state ?? "not"}: it is not ${end.state}`);
  }
  if (end.result !== "kept") return requireStep(set, recordId, end.result);
  if (row.outcome === undefined) throw set.failure(`has no outcome of record ${recordId}`);
  return requireStep(set, recordId, (JSON.parse(row.outcome) as Settlement).status);
}

/**
 * Decides how a retraction ended.
 *
 * @param set - The change, with the record.
 * @param recordId - The record's id.
 * @param result - Whether the channel holds it still.
 */
export function endRetraction(
  set: ChangeSet,
  recordId: string,
  result: "kept" | "retracted",
): void {
  requireBegun(set, recordId, { state: "retracting", result });
  set.add({ kind: "retraction-outcome", recordId, result });
}

/**
 * Decides that a record is about to be replaced.
 *
 * @param set - The change, with the record, its delivery, and the replacement when the ledger has it.
 * @param recordId - The record's id.
 * @param replacement - The record as it should be, the content that the ledger has under its id, and why.
 */
export function intendCorrection(
  set: ChangeSet,
  recordId: string,
  replacement: {
    readonly intake: Intake;
    readonly heldContent: string | undefined;
    readonly grounds?: DecisionGrounds | undefined;
  },
): void {
  const deliveryId = requirePlace(set, requireStep(set, recordId, "correct"));
  const { intake, heldContent, grounds } = replacement;
  const { recordId: replacedBy } = intake.record;
  if (heldContent === undefined) takeInRecord(set, intake, undefined);
  else if (!hasContent(heldContent, toContentJson(intake.record))) {
    throw set.failure(`has a record ${replacedBy} with other content`);
  } else requireStep(set, replacedBy, "replace");
  const cause = grounds === undefined ? {} : { grounds };
  const both = { deliveryId, original: recordId, replacement: replacedBy, ...cause };
  set.add({ kind: "correction-intent", recordId, ...both });
  set.add({ kind: "correction-intent", recordId: replacedBy, ...both });
}

/**
 * Decides how a correction ended.
 *
 * @param set - The change, with the record, its replacement, and their delivery.
 * @param recordId - The record's id.
 * @param ended - What became of both.
 */
export function endCorrection(set: ChangeSet, recordId: string, ended: CorrectionResult): void {
  const { record: result } = ended;
  const replacement = stateOutcome(ended.replacement);
  const { replacedBy, deliveryId } = requireBegun(set, recordId, { state: "correcting", result });
  if (replacedBy !== replacement.recordId) {
    throw set.failure(`has ${replacedBy} in the place of ${recordId}, not ${replacement.recordId}`);
  }
  if (result === "kept" && replacement.event !== "refused") {
    throw set.failure(`cannot keep record ${recordId} and its replacement: both would be billed`);
  }
  const row = requireStep(set, replacedBy, replacement.event);
  if (ended.dismissal !== undefined && result !== "kept") {
    throw set.failure(`cannot dismiss ${replacedBy}: ${recordId} is held no more`);
  }
  for (const id of [recordId, replacedBy]) {
    set.add({ kind: "correction-outcome", recordId: id, result, replacement });
  }
  if (ended.dismissal !== undefined) {
    decideRecord(set, replacedBy, { decision: { kind: "dismissed" }, ...ended.dismissal });
  }
  if (replacement.event !== "absent") return;
  const left = row.deliveryId ?? deliveryId;
  if (left !== undefined) set.add({ kind: "absent", recordId: replacedBy, deliveryId: left });
}
