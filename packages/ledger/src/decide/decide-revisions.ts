import { toContentJson } from "../content-json.ts";
import type { RecordRevision, RevisionResult } from "../model.ts";
import type { RecordEvent } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import { hasContent, takeInRecord } from "./decide-intakes.ts";
import { requireStep } from "./requirements.ts";

/** What each result does to the record, and whether another record comes with it. */
const RESULTS: Readonly<Record<RevisionResult, readonly [event: RecordEvent, another: boolean]>> = {
  revised: ["revise", true],
  withdrawn: ["withdraw", false],
  compensated: ["compensate", true],
  credited: ["compensate", false],
};

function requireWhole(
  set: ChangeSet,
  { recordId, result, replacement, credit }: RecordRevision,
): void {
  const [event, hasAnother] = RESULTS[result];
  const row = requireStep(set, recordId, event);
  if (hasAnother !== (replacement !== undefined)) {
    throw set.failure(`cannot have record ${recordId} ${result} like this: replacement`);
  }
  if (result === "credited" && credit === undefined) {
    throw set.failure(`cannot have record ${recordId} credited with nothing`);
  }
  if (row.state === "refused" && row.replaces !== undefined) {
    throw set.failure(
      `has record ${recordId} refused as a correction: ${row.replaces} is held still`,
    );
  }
  if (row.replacedBy === undefined) return;
  throw set.failure(`has record ${recordId} corrected by ${row.replacedBy} already`);
}

/**
 * Decides a correction that is made in the ledger alone.
 *
 * @param set - The change, with the record, and its replacement when the ledger has it.
 * @param revision - The record, what it comes to, and why.
 * @param heldContent - The content that the ledger has under the replacement's id.
 */
export function reviseRecord(
  set: ChangeSet,
  revision: RecordRevision,
  heldContent: string | undefined,
): void {
  requireWhole(set, revision);
  const { recordId: original, result, replacement, credit, grounds } = revision;
  const another = replacement?.record.recordId;
  if (replacement !== undefined && takeInRecord(set, replacement, heldContent) !== "added") {
    const isSame = hasContent(heldContent ?? "", toContentJson(replacement.record));
    throw set.failure(`has a record ${another} with ${isSame ? "the same" : "other"} content`);
  }
  const fact = {
    ...({ kind: "revision", result, original, grounds } as const),
    ...(another === undefined ? {} : { replacement: another }),
    ...(credit === undefined ? {} : { credit: credit.toString() }),
  };
  set.add({ ...fact, recordId: original });
  if (another !== undefined) set.add({ ...fact, recordId: another });
}
