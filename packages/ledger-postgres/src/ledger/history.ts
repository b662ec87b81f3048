import type { LedgerEntry } from "@usage-billing/ledger";
import type { PoolClient } from "pg";
import type { Storage } from "../storage/storage.ts";
import { ENTRY_COLUMNS, type StoredEntry, toEntry } from "./facts.ts";

/** Facts about a whole delivery, of which a record's history shows only its part. */
interface DeliveryBody {
  readonly records?: readonly string[];
  readonly outcomes?: readonly { readonly recordId: string }[];
}

function onlyPart(entry: LedgerEntry, recordId: string): LedgerEntry {
  if (entry.deliveryId === undefined || entry.recordId !== undefined) return entry;
  const body = entry.body as DeliveryBody;
  const { records, outcomes } = body;
  const part = {
    ...body,
    ...(records === undefined ? {} : { records: records.filter((id) => id === recordId) }),
    ...(outcomes === undefined
      ? {}
      : { outcomes: outcomes.filter((outcome) => outcome.recordId === recordId) }),
  };
  return { ...entry, body: part };
}

/**
 * Lists the facts that concern a record: its own, and those about the deliveries that it was planned into.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The rows in their order.
 */
export async function readFactsOf(
  client: PoolClient,
  { tables }: Pick<Storage, "tables">,
  recordId: string,
): Promise<StoredEntry[]> {
  const { entries, records } = tables;
  const own = await client.query<StoredEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM ${entries} WHERE record = $1 AND kind <> 'taken-in'
     UNION ALL SELECT ${ENTRY_COLUMNS} FROM ${entries}
       WHERE seq = (SELECT sequence FROM ${records} WHERE id = $1)`,
    [recordId],
  );
  const current = await client.query<{ delivery: string | null }>(
    `SELECT delivery FROM ${records} WHERE id = $1`,
    [recordId],
  );
  const ids = [...own.rows, ...current.rows].map(({ delivery }) => delivery);
  const shared = await client.query<StoredEntry>(
    `SELECT ${ENTRY_COLUMNS} FROM ${entries} WHERE delivery = ANY($1) AND record IS NULL`,
    [[...new Set(ids.filter((id) => id !== null))]],
  );
  const isPlanned = ({ kind, body }: StoredEntry) =>
    kind === "intent" && (JSON.parse(body) as DeliveryBody).records?.includes(recordId);
  const planned = new Set(shared.rows.filter(isPlanned).map(({ delivery }) => delivery));
  return [...own.rows, ...shared.rows.filter(({ delivery }) => planned.has(delivery))].sort(
    (left, right) => Number(left.seq) - Number(right.seq),
  );
}

/**
 * Collects everything that happened to a record.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param recordId - The record's id.
 * @returns The facts in their order; empty when it was never taken in.
 */
export async function readHistory(
  client: PoolClient,
  storage: Pick<Storage, "tables">,
  recordId: string,
): Promise<LedgerEntry[]> {
  const rows = await readFactsOf(client, storage, recordId);
  return rows.map(toEntry).map((entry) => onlyPart(entry, recordId));
}
