import type { HeldQuery, LedgerDelivery } from "../model.ts";
import type { RecordState } from "../state-machine.ts";
import { NOTABLE, toRecordCode } from "./codes.ts";
import {
  DELIVERY_COLUMNS,
  findDelivery,
  type LedgerDeliveryRow,
  loadLedgerDelivery,
} from "./delivery-rows.ts";
import { fromNumberList } from "./number-list.ts";
import type { Storage } from "./storage.ts";

const PAGE_SIZE = 200;

/** Some deliveries that may be wanted, and how far was looked for them. */
interface Candidates {
  readonly sequences: readonly number[];
  /** Nothing when there is nothing behind it. */
  readonly last: number | undefined;
}

function toCodes(states: Iterable<RecordState>): string {
  return JSON.stringify([...states].map(toRecordCode));
}

/** Tells which of some deliveries have a record in one of the states. */
function chooseDeliveries(
  storage: Storage,
  rows: readonly { readonly seq: number; readonly records: string }[],
  codes: string,
): number[] {
  const records = JSON.stringify(rows.flatMap((row) => fromNumberList(row.records)));
  const sql = `SELECT DISTINCT r.delivery AS seq FROM json_each(?) j CROSS JOIN records r ON r.seq = j.value
    WHERE r.state IN (SELECT value FROM json_each(?))`;
  const found = storage.all<{ seq: number }>(sql, records, codes).map(({ seq }) => seq);
  const having = new Set(found);
  return rows.map(({ seq }) => seq).filter((seq) => having.has(seq));
}

function findAmongAll(storage: Storage, { channel, states }: HeldQuery, after: number): Candidates {
  const sql = `SELECT d.seq, d.records FROM deliveries d JOIN lanes l ON l.id = d.lane
    WHERE l.channel = ? AND d.seq > ? ORDER BY d.seq LIMIT ${PAGE_SIZE}`;
  const rows = storage.all<{ seq: number; records: string }>(sql, channel, after);
  const sequences = chooseDeliveries(storage, rows, toCodes(states));
  return { sequences, last: rows.at(-1)?.seq };
}

function findAmongNotable(
  storage: Storage,
  { channel, states }: HeldQuery,
  after: number,
): Candidates {
  const sql = `SELECT DISTINCT d.seq FROM records r INDEXED BY notable_records
    JOIN deliveries d ON d.seq = r.delivery JOIN lanes l ON l.id = d.lane
    WHERE r.state >= ${NOTABLE} AND r.state IN (SELECT value FROM json_each(?))
      AND l.channel = ? AND d.seq > ? ORDER BY d.seq LIMIT ${PAGE_SIZE}`;
  const rows = storage.all<{ seq: number }>(sql, toCodes(states), channel, after);
  const sequences = rows.map(({ seq }) => seq);
  return { sequences, last: sequences.at(-1) };
}

function load(storage: Storage, seq: number, states: HeldQuery["states"]) {
  const row = storage.get<LedgerDeliveryRow>(`${DELIVERY_COLUMNS} WHERE d.seq = ?`, seq);
  if (row === undefined) return undefined;
  if (chooseDeliveries(storage, [row], toCodes(states)).length === 0) return undefined;
  return loadLedgerDelivery(storage, row);
}

/** Where the list begins: behind the delivery that is named, or at its beginning. */
function findStart(storage: Storage, { after }: HeldQuery): number {
  if (after === undefined) return 0;
  const seq = storage.read(() => findDelivery(storage, after)?.seq);
  if (seq === undefined) throw storage.failure(`has no delivery ${after}`);
  return seq;
}

/**
 * Lists the deliveries that have records in some states.
 *
 * @param storage - The storage.
 * @param query - The channel and the states.
 * @returns The deliveries, the oldest first.
 */
export async function* listHeldDeliveries(
  storage: Storage,
  query: HeldQuery,
): AsyncGenerator<LedgerDelivery> {
  const isNotable = query.states.every((state) => toRecordCode(state) >= NOTABLE);
  const find = isNotable ? findAmongNotable : findAmongAll;
  let last = findStart(storage, query);
  for (;;) {
    const after = last;
    const candidates = storage.read(() => find(storage, query, after));
    for (const seq of candidates.sequences) {
      const delivery = storage.read(() => load(storage, seq, query.states));
      if (delivery !== undefined) yield delivery;
    }
    if (candidates.last === undefined) return;
    last = candidates.last;
  }
}
