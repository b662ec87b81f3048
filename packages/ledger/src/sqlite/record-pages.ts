import type { RecordQuery } from "../model.ts";
import { NOTABLE, toRecordCode } from "./codes.ts";
import { FILTER, filterValues } from "./filter.ts";
import { type LedgerRecordRow, RECORD_COLUMNS } from "./rows.ts";
import type { Storage } from "./storage.ts";

const PAGE_SIZE = 500;

/** Some records, and how far was looked for them. */
export interface RecordPage {
  readonly rows: readonly LedgerRecordRow[];
  /** Nothing when there is nothing behind it. */
  readonly last: number | undefined;
}

/**
 * Tells whether a query asks for notable records only, which have an index.
 *
 * @param query - The query.
 * @returns Whether all of its states are notable.
 */
export function isNotable({ states }: RecordQuery): boolean {
  return states?.every((state) => toRecordCode(state) >= NOTABLE) === true;
}

function readAll(storage: Storage, query: RecordQuery, after: number): RecordPage {
  const sql = `${RECORD_COLUMNS} WHERE ${FILTER} AND r.seq > ?6 ORDER BY r.seq LIMIT ${PAGE_SIZE}`;
  const rows = storage.all<LedgerRecordRow>(sql, ...filterValues(query), after);
  return { rows, last: rows.length < PAGE_SIZE ? undefined : rows.at(-1)?.seq };
}

/** The next notable records: those of each state are in the index in the order in which they were taken in. */
function nextNotable(storage: Storage, { states = [] }: RecordQuery, after: number): number[] {
  const sql = `SELECT r.seq FROM records r INDEXED BY notable_records
    WHERE r.state >= ${NOTABLE} AND r.state = ? AND r.seq > ? ORDER BY r.seq LIMIT ${PAGE_SIZE}`;
  const found = [...new Set(states)].flatMap((state) =>
    storage.all<{ seq: number }>(sql, toRecordCode(state), after),
  );
  const sequences = found.map(({ seq }) => seq).sort((left, right) => left - right);
  return sequences.slice(0, PAGE_SIZE);
}

function readNotable(storage: Storage, query: RecordQuery, after: number): RecordPage {
  const sequences = nextNotable(storage, query, after);
  const sql = `${RECORD_COLUMNS} WHERE ${FILTER} AND r.seq IN (SELECT value FROM json_each(?6)) ORDER BY r.seq`;
  const values = [...filterValues(query), JSON.stringify(sequences)];
  const rows = storage.all<LedgerRecordRow>(sql, ...values);
  return { rows, last: sequences.length < PAGE_SIZE ? undefined : sequences.at(-1) };
}

/**
 * Reads the next records that a query asks for.
 *
 * @param storage - The storage.
 * @param query - Which ones.
 * @param after - The number of the last one before.
 * @returns Some of them, in the order in which they were taken in.
 */
export function readRecordPage(storage: Storage, query: RecordQuery, after: number): RecordPage {
  return isNotable(query) ? readNotable(storage, query, after) : readAll(storage, query, after);
}
