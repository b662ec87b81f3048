import { fromContentJson, toContentJson, withSource } from "../content-json.ts";
import type { Intake, IntakeConflict, IntakeResult } from "../model.ts";
import { nextState, recordMachine } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import type { RecordRow } from "./rows.ts";

/** The content of records that the ledger has, by their ids. */
export type Contents = ReadonlyMap<string, string>;

/** Whether a record may be put in line: not a refused replacement whose original the channel may hold. */
function canBeOffered({ state, replaces }: RecordRow): boolean {
  return replaces === undefined && nextState(recordMachine, state, "offer") !== undefined;
}

/**
 * Compares a record's body in the log with the content of one that is offered.
 *
 * @param body - The body.
 * @param content - What `toContentJson` gave.
 * @returns Whether they say the same, wherever either was read from.
 */
export function hasContent(body: string, content: string): boolean {
  return body === content || body.startsWith(`${content.slice(0, -1)},"source":`);
}

/**
 * Decides what becomes of one record that is offered.
 *
 * @param set - The change, with the record's row when the ledger has it.
 * @param intake - The record.
 * @param heldContent - The content that the ledger has of it.
 * @returns Whether it is new or in line again, was there, or is in conflict with what was there.
 */
export function takeInRecord(
  set: ChangeSet,
  intake: Intake,
  heldContent: string | undefined,
): "added" | "known" | IntakeConflict {
  const { record, deliveryKey } = intake;
  const { recordId, channel } = record;
  const plain = toContentJson(record);
  const content = withSource(plain, record);
  const row = set.record(recordId);
  if (row === undefined) {
    set.add({ kind: "taken-in", recordId, channel, deliveryKey, content });
    return "added";
  }
  if (heldContent === undefined) throw set.failure(`has lost the content of record ${recordId}`);
  if (canBeOffered(row)) {
    const left = row.deliveryId === undefined ? {} : { deliveryId: row.deliveryId };
    set.add({ kind: "offered-again", recordId, ...left, channel, deliveryKey, content });
    return "added";
  }
  if (hasContent(heldContent, plain)) return "known";
  return { recordId, held: fromContentJson(heldContent), state: row.state, offered: record };
}

/** The content of a record that this change itself has taken in. */
function contentInSet(set: ChangeSet, { contentSequence }: RecordRow): string | undefined {
  const fact = set.facts[contentSequence - set.firstSequence];
  return fact !== undefined && "content" in fact ? fact.content : undefined;
}

/**
 * Decides what becomes of records that are offered.
 *
 * @param set - The change, with the rows of those that the ledger has.
 * @param intakes - The records.
 * @param contents - The content of those that the ledger has.
 * @returns What became of them.
 */
export function takeInRecords(
  set: ChangeSet,
  intakes: readonly Intake[],
  contents: Contents,
): IntakeResult {
  const conflicts: IntakeConflict[] = [];
  let added = 0;
  for (const intake of intakes) {
    const { recordId } = intake.record;
    const row = set.record(recordId);
    const held = row === undefined ? undefined : (contentInSet(set, row) ?? contents.get(recordId));
    const taken = takeInRecord(set, intake, held);
    if (taken === "added") added += 1;
    else if (taken !== "known") conflicts.push(taken);
  }
  return { added, known: intakes.length - added - conflicts.length, conflicts };
}
