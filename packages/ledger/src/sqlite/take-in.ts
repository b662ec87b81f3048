import { fromContentJson, hashContent, toContentJson, withSource } from "../content-json.ts";
import type { Intake, IntakeConflict, IntakeResult } from "../model.ts";
import type { RecordState } from "../state-machine.ts";
import type { Storage } from "./storage.ts";

const INSERT = `
  INSERT INTO records (seq, id, lane, state, content_hash) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO NOTHING`;

/** How one record was taken in. */
type Taken = "added" | "known" | IntakeConflict;

function compare(storage: Storage, { record }: Intake, hash: string): Taken {
  const held = storage.get<{ state: RecordState; hash: string; body: string }>(
    `SELECT r.state, r.content_hash AS hash, e.body
     FROM records r JOIN entries e ON e.seq = r.seq WHERE r.id = ?`,
    record.recordId,
  );
  if (held === undefined) throw storage.failure(`has lost record ${record.recordId}`);
  if (held.hash === hash) return "known";
  const { recordId } = record;
  return { recordId, held: fromContentJson(held.body), state: held.state, offered: record };
}

/**
 * Takes one record in; only within a transaction.
 *
 * @param storage - The storage.
 * @param intake - The record.
 * @param state - The state in which it begins.
 * @returns Whether it is new, was there, or is in conflict with what was there.
 */
export function takeInRecord(
  storage: Storage,
  intake: Intake,
  state: "replacing" | "waiting",
): Taken {
  const { record, deliveryKey } = intake;
  const content = toContentJson(record);
  const hash = hashContent(content);
  const { recordId, channel } = record;
  const sequence = storage.nextSequence();
  const lane = storage.lanes.number(channel, deliveryKey);
  if (storage.run(INSERT, sequence, recordId, lane, state, hash) === 0) {
    return compare(storage, intake, hash);
  }
  storage.append({ kind: "taken-in", body: withSource(content, record) });
  return "added";
}

/**
 * Takes records in, in one transaction.
 *
 * @param storage - The storage.
 * @param intakes - The records.
 * @returns What became of them.
 */
export function takeIn(storage: Storage, intakes: readonly Intake[]): IntakeResult {
  return storage.write(() => {
    const conflicts: IntakeConflict[] = [];
    let added = 0;
    for (const intake of intakes) {
      const taken = takeInRecord(storage, intake, "waiting");
      if (taken === "added") added += 1;
      else if (taken !== "known") conflicts.push(taken);
    }
    return { added, known: intakes.length - added - conflicts.length, conflicts };
  });
}
