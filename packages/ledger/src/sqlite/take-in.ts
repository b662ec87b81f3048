import { fromContentJson, hashContent, toContentJson, withSource } from "../content-json.ts";
import type { Intake, IntakeConflict, IntakeResult } from "../model.ts";
import { nextState, type RecordState, recordMachine } from "../state-machine.ts";
import type { Storage } from "./storage.ts";

const INSERT = `
  INSERT INTO records (seq, id, lane, state, content_hash) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO NOTHING`;

/** How one record was taken in. */
type Taken = "added" | "known" | IntakeConflict;

interface HeldRow {
  readonly seq: number;
  readonly state: RecordState;
  readonly hash: string;
  readonly body: string;
  readonly deliveryId: string | null;
}

function findHeld(storage: Storage, recordId: string): HeldRow {
  const held = storage.get<HeldRow>(
    `SELECT r.seq, r.state, r.content_hash AS hash, e.body, d.id AS deliveryId
     FROM records r JOIN entries e ON e.seq = r.seq LEFT JOIN deliveries d ON d.seq = r.delivery
     WHERE r.id = ?`,
    recordId,
  );
  if (held === undefined) throw storage.failure(`has lost record ${recordId}`);
  return held;
}

/** Whether a record may be put in line: not a refused replacement, whose original the channel may hold. */
function canBeOffered(storage: Storage, recordId: string, state: RecordState): boolean {
  if (nextState(recordMachine, state, "offer") === undefined) return false;
  const correction =
    "SELECT seq FROM entries WHERE record = ? AND kind = 'correction-outcome' LIMIT 1";
  return storage.get(correction, recordId) === undefined;
}

/** Puts a record that its channel refused in line again, as it is now; only within a transaction. */
function offerAgain(storage: Storage, intake: Intake, held: HeldRow): void {
  const { record, deliveryKey } = intake;
  const content = toContentJson(record);
  const body = { ...JSON.parse(withSource(content, record)), previous: held.seq };
  const sequence = storage.append({
    kind: "offered-again",
    recordId: record.recordId,
    ...(held.deliveryId === null ? {} : { deliveryId: held.deliveryId }),
    body: JSON.stringify(body),
  });
  storage.run(
    `UPDATE records SET seq = ?, lane = ?, state = 'waiting', content_hash = ?,
       delivery = NULL, reference = NULL, outcome = NULL WHERE id = ?`,
    sequence,
    storage.lanes.number(record.channel, deliveryKey),
    hashContent(content),
    record.recordId,
  );
}

function compare({ record }: Intake, held: HeldRow, hash: string): Taken {
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
    const held = findHeld(storage, recordId);
    if (state !== "waiting" || !canBeOffered(storage, recordId, held.state)) {
      return compare(intake, held, hash);
    }
    offerAgain(storage, intake, held);
    return "added";
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
