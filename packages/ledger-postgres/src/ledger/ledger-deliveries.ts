import type { UsageRecord } from "@usage-billing/core";
import type { LedgerDelivery, RecordState } from "@usage-billing/ledger";
import { fromContentJson } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { DELIVERY_COLUMNS, type StoredDelivery } from "../storage/rows.ts";
import type { Storage } from "../storage/storage.ts";

/** A row of `deliveries` with its intent, its records, and the contents of those that were planned into it. */
export interface FullDelivery extends StoredDelivery {
  readonly intent: string;
  readonly bytes: Buffer | null;
  readonly members: readonly { readonly id: string; readonly state: RecordState }[];
  readonly contents: Readonly<Record<string, string>>;
}

/**
 * Gives what makes a {@link FullDelivery}; continue with a WHERE clause, in which `d` is the delivery.
 *
 * @param storage - The storage.
 * @returns SQL.
 */
export function selectDeliveries({ tables }: Pick<Storage, "tables">): string {
  const { deliveries, entries, records } = tables;
  return `SELECT ${DELIVERY_COLUMNS}, i.body AS intent, i.bytes,
      coalesce((SELECT json_agg(json_build_object('id', r.id, 'state', r.state) ORDER BY r.sequence)
        FROM ${records} r WHERE r.delivery = d.id), '[]') AS members,
      coalesce((SELECT json_object_agg(r.id, e.body)
        FROM json_array_elements_text(i.body::json -> 'records') p (id)
        JOIN ${records} r ON r.id = p.id JOIN ${entries} e ON e.seq = r.content_sequence), '{}') AS contents
    FROM ${deliveries} d JOIN ${entries} i ON i.seq = d.sequence`;
}

const OPEN: readonly RecordState[] = ["sending", "unsent", "unknown"];

function toPlanned({ intent, contents }: FullDelivery, { failure }: Storage): UsageRecord[] {
  const { records } = JSON.parse(intent) as { records: readonly string[] };
  return records.map((id) => {
    const body = contents[id];
    if (body === undefined) throw failure(`has a delivery of record ${id}, but not the record`);
    return fromContentJson(body);
  });
}

/**
 * Makes a delivery of a row.
 *
 * @param full - The row.
 * @param storage - The storage, for errors.
 * @returns The delivery.
 */
export function toLedgerDelivery(full: FullDelivery, storage: Storage): LedgerDelivery {
  const { id, channel, delivery_key: key, state, sha256, attempts, bytes, members } = full;
  const idsIn = (states: readonly RecordState[]) =>
    members.filter((member) => states.includes(member.state)).map((member) => member.id);
  return {
    delivery: {
      ...{ id, channel, key },
      records: toPlanned(full, storage),
      body: new Uint8Array(bytes ?? []),
    },
    ...{ state, sha256, attempts },
    intendedAt: Number(full.intended_at),
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
  const sql = `${selectDeliveries(storage)} WHERE d.id = $1`;
  const { rows } = await client.query<FullDelivery>(sql, [deliveryId]);
  return rows[0] === undefined ? undefined : toLedgerDelivery(rows[0], storage);
}
