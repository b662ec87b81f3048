import type { UsageRecord } from "@usage-billing/core";
import type { LedgerDelivery, RecordState } from "@usage-billing/ledger";
import { fromContentJson } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { DELIVERY_COLUMNS, type StoredDelivery } from "../storage/rows.ts";
import type { Storage } from "../storage/storage.ts";

/** Gives what makes a {@link StoredDelivery}; continue with a WHERE clause, in which `d` is the delivery. */
export function selectDeliveries({ tables }: Pick<Storage, "tables">): string {
  return `SELECT ${DELIVERY_COLUMNS} FROM ${tables.deliveries} d`;
}

interface Intent {
  readonly body: string;
  readonly bytes: Buffer | null;
}

async function loadPlanned(
  client: PoolClient,
  { tables, failure }: Storage,
  ids: readonly string[],
): Promise<UsageRecord[]> {
  const { rows } = await client.query<{ id: string; body: string }>(
    `SELECT r.id, e.body FROM ${tables.records} r JOIN ${tables.entries} e ON e.seq = r.content_sequence
     WHERE r.id = ANY($1)`,
    [ids],
  );
  const bodies = new Map(rows.map(({ id, body }) => [id, body]));
  return ids.map((id) => {
    const body = bodies.get(id);
    if (body === undefined) throw failure(`has a delivery of record ${id}, but not the record`);
    return fromContentJson(body);
  });
}

const OPEN: readonly RecordState[] = ["sending", "unsent", "unknown"];

/**
 * Loads a delivery with what the ledger knows of it.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param stored - Its row.
 * @returns The delivery.
 */
export async function loadLedgerDelivery(
  client: PoolClient,
  storage: Storage,
  stored: StoredDelivery,
): Promise<LedgerDelivery> {
  const { entries, records } = storage.tables;
  const { id, channel, delivery_key: key, state, sha256, attempts } = stored;
  const intents = await client.query<Intent>(
    `SELECT body, bytes FROM ${entries} WHERE seq = $1`,
    [stored.sequence],
  );
  const members = await client.query<{ id: string; state: RecordState }>(
    `SELECT id, state FROM ${records} WHERE delivery = $1 ORDER BY sequence`,
    [id],
  );
  const { body = '{"records":[]}', bytes = null } = intents.rows[0] ?? {};
  const { records: planned } = JSON.parse(body) as { records: readonly string[] };
  const idsIn = (states: readonly RecordState[]) =>
    members.rows.filter((member) => states.includes(member.state)).map((member) => member.id);
  return {
    delivery: {
      ...{ id, channel, key },
      records: await loadPlanned(client, storage, planned),
      body: new Uint8Array(bytes ?? []),
    },
    ...{ state, sha256, attempts },
    intendedAt: Number(stored.intended_at),
    openRecordIds: idsIn(OPEN),
    ambiguousRecordIds: idsIn(["ambiguous"]),
  };
}

/**
 * Finds a delivery.
 *
 * @param client - The connection.
 * @param storage - The storage.
 * @param deliveryId - Its id.
 * @returns The delivery; `undefined` when none was intended under that id.
 */
export async function findLedgerDelivery(
  client: PoolClient,
  storage: Storage,
  deliveryId: string,
): Promise<LedgerDelivery | undefined> {
  const { rows } = await client.query<StoredDelivery>(
    `${selectDeliveries(storage)} WHERE d.id = $1`,
    [deliveryId],
  );
  return rows[0] === undefined ? undefined : loadLedgerDelivery(client, storage, rows[0]);
}
