import { hash } from "node:crypto";
import type { LedgerDifference, LedgerVerification } from "../model.ts";
import { fromDeliveryCode, fromRecordCode } from "./codes.ts";
import { fromStoredId, type StoredId } from "./ids.ts";
import { replayLog } from "./replay.ts";
import { CLEAR_STATE } from "./schema.ts";
import { withShadow } from "./shadow.ts";
import type { State } from "./state.ts";
import type { Storage } from "./storage.ts";

const MAXIMUM_LISTED = 100;

interface StateRow {
  readonly seq: number;
  readonly id: StoredId;
  readonly state: number;
  /** Where the index finds the row; it has to be `seq`. */
  readonly found: number | null;
}

/** What else is kept of a row: whether it is found by its id, among what is open, and by its lane. */
const KEPT = {
  record: "1",
  delivery: `EXISTS (SELECT 1 FROM open_deliveries o WHERE o.seq = t.seq) AS isOpen,
    t.seq > m.seq OR EXISTS (SELECT 1 FROM lane_deliveries l WHERE l.lane = t.lane AND l.seq = t.seq)`,
} as const;

function rowsOf(state: State, subject: "delivery" | "record"): Iterator<StateRow> {
  const table = subject === "record" ? "records" : "deliveries";
  const sql = `SELECT t.*, CASE WHEN t.seq > m.seq THEN t.seq ELSE i.seq END AS found,
      ${KEPT[subject]} AS isIndexed
    FROM indexed m CROSS JOIN ${table} t LEFT JOIN ${subject}_ids i ON i.id = t.id
    WHERE m.subject = '${subject}' ORDER BY t.seq`;
  return state.iterate<StateRow>(sql)[Symbol.iterator]();
}

/** The row as JSON for who reads it: the id and the state in their own words. */
function toText(subject: "delivery" | "record", row: StateRow | undefined): string | undefined {
  if (row === undefined) return undefined;
  const toState = subject === "record" ? fromRecordCode : fromDeliveryCode;
  return JSON.stringify({ ...row, id: fromStoredId(row.id), state: toState(row.state) });
}

/** Gathers differences; only the first ones are kept. */
class Differences {
  readonly #listed: LedgerDifference[] = [];
  #count = 0;

  add(difference: LedgerDifference): void {
    this.#count += 1;
    if (this.#listed.length < MAXIMUM_LISTED) this.#listed.push(difference);
  }

  /** Notes a row that is not the same in both. */
  compare(subject: "delivery" | "record", rows: readonly (StateRow | undefined)[]): void {
    const [kept, rebuilt] = rows.map((row) => toText(subject, row));
    if (kept === rebuilt) return;
    const id = fromStoredId(rows[0]?.id ?? rows[1]?.id ?? "");
    const texts = {
      ...(kept === undefined ? {} : { kept }),
      ...(rebuilt === undefined ? {} : { rebuilt }),
    };
    this.add({ subject, id, ...texts });
  }

  toVerification(entries: number): LedgerVerification {
    return { entries, differenceCount: this.#count, differences: this.#listed };
  }
}

function next(rows: Iterator<StateRow>): StateRow | undefined {
  const { value, done } = rows.next();
  return done === true ? undefined : value;
}

/** Walks through both tables by number. */
function compareTables(
  subject: "delivery" | "record",
  states: { readonly kept: State; readonly rebuilt: State },
  differences: Differences,
): void {
  const [keptRows, rebuiltRows] = [rowsOf(states.kept, subject), rowsOf(states.rebuilt, subject)];
  let [kept, rebuilt] = [next(keptRows), next(rebuiltRows)];
  while (kept !== undefined || rebuilt !== undefined) {
    const [left, right] = [
      kept?.seq ?? Number.POSITIVE_INFINITY,
      rebuilt?.seq ?? Number.POSITIVE_INFINITY,
    ];
    differences.compare(subject, [
      left <= right ? kept : undefined,
      right <= left ? rebuilt : undefined,
    ]);
    if (left <= right) kept = next(keptRows);
    if (right <= left) rebuilt = next(rebuiltRows);
  }
}

/** Compares the bytes of every intent with their hash. */
function compareBytes(storage: Storage, differences: Differences): void {
  const sql = `SELECT body ->> '$.delivery' AS id, body ->> '$.sha256' AS sha256, bytes
    FROM entries WHERE kind = 'intent'`;
  for (const row of storage.iterate<{ id: string; sha256: string; bytes: Uint8Array }>(sql)) {
    const sha256 = hash("sha256", row.bytes, "hex");
    if (sha256 === row.sha256) continue;
    const [kept, rebuilt] = [{ sha256 }, { sha256: row.sha256 }].map((text) =>
      JSON.stringify(text),
    );
    differences.add({ subject: "delivery", id: row.id, kept: kept ?? "", rebuilt: rebuilt ?? "" });
  }
}

function requireSoundFile(storage: Storage): void {
  const [first] = storage.all<{ quick_check: string }>("PRAGMA quick_check(1)");
  if (first?.quick_check === "ok") return;
  throw storage.failure(`is damaged (${first?.quick_check}); restore it from a backup`);
}

/**
 * Compares the state that is kept with what the log gives, and the bytes of intents with their hashes.
 *
 * @param storage - The storage.
 * @returns What differs.
 * @throws {@link LedgerError} When the file itself is damaged.
 */
export function verifyState(storage: Storage): LedgerVerification {
  requireSoundFile(storage);
  return withShadow(storage, undefined, (rebuilt, entries) => {
    const differences = new Differences();
    for (const subject of ["record", "delivery"] as const) {
      compareTables(subject, { kept: storage, rebuilt }, differences);
    }
    compareBytes(storage, differences);
    return differences.toVerification(entries);
  });
}

/**
 * Replaces the state that is kept by what the log gives.
 *
 * @param storage - The storage.
 * @returns What differed before.
 */
export function rebuildState(storage: Storage): LedgerVerification {
  const before = verifyState(storage);
  storage.transact(() => {
    storage.database.exec(CLEAR_STATE);
    storage.forgetState();
    replayLog(storage, storage, { failure: storage.failure });
  });
  return before;
}
