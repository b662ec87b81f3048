import { type FactRow, fromFactRow } from "../decide/fact-json.ts";
import type { Fact, Stamp } from "../decide/facts.ts";
import type { EntryKind, EntryQuery, LedgerEntry } from "../model.ts";
import type { Statements } from "./statements.ts";

/** A row of the log with the ids that it refers to. */
export interface EntryRow extends Stamp {
  readonly clock: number | null;
  readonly kind: EntryKind;
  readonly lane: number | null;
  readonly channel: string | null;
  readonly deliveryKey: string | null;
  readonly delivery: string | null;
  readonly record: string | null;
  readonly body: string;
}

/** What makes an {@link EntryRow}, of the log alone; continue with a WHERE clause. */
export const ENTRY_COLUMNS = `
  SELECT e.seq AS sequence, e.at, e.clock, e.kind, e.lane, l.channel, l.delivery_key AS deliveryKey,
    i.body ->> '$.delivery' AS delivery, t.body ->> '$.recordId' AS record, e.body
  FROM entries e LEFT JOIN lanes l ON l.id = e.lane LEFT JOIN entries i ON i.seq = e.delivery
  LEFT JOIN entries t ON t.seq = e.record`;

const PAGE_SIZE = 1_000;

/**
 * Reads the log's rows in their order.
 *
 * @param statements - The database's statements.
 * @param query - Which ones.
 * @returns A page of rows; fewer than a full one are the last.
 */
export function readPage(statements: Statements, query: EntryQuery): EntryRow[] {
  const sql = `${ENTRY_COLUMNS} WHERE e.seq > ? AND e.at <= ? ORDER BY e.seq LIMIT ${PAGE_SIZE}`;
  const { after = 0, until = Number.MAX_SAFE_INTEGER } = query;
  return statements.all<EntryRow>(sql, after, until);
}

/**
 * Makes a fact of a row.
 *
 * @param row - The row.
 * @returns The fact, an intent's without its bytes.
 */
export function toFact(row: EntryRow): Fact {
  const { kind, body, record, delivery, channel, deliveryKey } = row;
  const about: FactRow = {
    ...{ kind, body, recordId: record ?? undefined, deliveryId: delivery ?? undefined },
    ...{ channel: channel ?? undefined, deliveryKey: deliveryKey ?? undefined },
  };
  return fromFactRow(about);
}

/**
 * Makes an entry of a row.
 *
 * @param row - The row.
 * @returns The entry.
 */
export function toEntry(row: EntryRow): LedgerEntry {
  const { sequence, at, clock, kind } = row;
  const body = JSON.parse(row.body) as { readonly recordId?: string; readonly delivery?: string };
  const deliveryId = row.delivery ?? (kind === "intent" ? body.delivery : undefined);
  const recordId = row.record ?? (kind === "taken-in" ? body.recordId : undefined);
  return {
    ...{ sequence, at, kind },
    ...(clock === null ? {} : { clock }),
    ...(deliveryId === undefined ? {} : { deliveryId }),
    ...(recordId === undefined ? {} : { recordId }),
    body,
  };
}
