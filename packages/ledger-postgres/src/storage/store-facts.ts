import { type StampedFact, toFactBody } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import type { Tables } from "./tables.ts";

/** Bytes longer than this go to the server alone and as they are, not as text beside others. */
const LONG_BYTES = 16_384;

interface EntryValues {
  readonly sequence: number;
  readonly kind: string;
  readonly delivery: string | null;
  readonly record: string | null;
  readonly channel: string | null;
  readonly deliveryKey: string | null;
  readonly body: string;
  readonly bytes: Uint8Array | null;
}

/** When facts are committed. */
export interface FactTime {
  /** The time that they have, in milliseconds since 1970. */
  readonly at: number;
  /** What the clock said, where that was before the time of an earlier fact. */
  readonly clock: number | undefined;
}

function toValues(fact: StampedFact, sequence: number): EntryValues {
  return {
    sequence,
    kind: fact.kind,
    delivery: "deliveryId" in fact ? (fact.deliveryId ?? null) : null,
    record: "recordId" in fact ? fact.recordId : null,
    channel: "channel" in fact ? fact.channel : null,
    deliveryKey: "deliveryKey" in fact ? fact.deliveryKey : null,
    body: toFactBody(fact),
    bytes: "bytes" in fact ? (fact.bytes ?? null) : null,
  };
}

const TYPES = ["bigint", "text", "text", "text", "text", "text", "text", "bytea"];

function toRow(values: EntryValues): unknown[] {
  const { sequence, kind, delivery, record, channel, deliveryKey, body, bytes } = values;
  const buffer = bytes === null ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return [sequence, kind, delivery, record, channel, deliveryKey, body, buffer];
}

const COLUMNS = "seq, kind, delivery, record, channel, delivery_key, body, bytes, at, clock";

async function insertTogether(
  client: PoolClient,
  table: string,
  entries: { readonly values: readonly EntryValues[]; readonly time: FactTime },
): Promise<void> {
  const rows = entries.values.map(toRow);
  const columns = TYPES.map((_, column) => rows.map((row) => row[column]));
  const parameters = TYPES.map((type, column) => `$${column + 3}::${type}[]`).join(", ");
  await client.query(
    `INSERT INTO ${table} (${COLUMNS}) SELECT *, $1::bigint, $2::bigint FROM unnest(${parameters})`,
    [entries.time.at, entries.time.clock, ...columns],
  );
}

async function insertAlone(
  client: PoolClient,
  table: string,
  entry: { readonly values: EntryValues; readonly time: FactTime },
): Promise<void> {
  await client.query(
    `INSERT INTO ${table} (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [...toRow(entry.values), entry.time.at, entry.time.clock],
  );
}

/**
 * Appends facts to the log.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The log.
 * @param appended - The facts in their order, the number of each, and their time.
 */
export async function storeFacts(
  client: PoolClient,
  tables: Pick<Tables, "entries">,
  appended: {
    readonly facts: readonly StampedFact[];
    readonly numbers: readonly number[];
    readonly time: FactTime;
  },
): Promise<void> {
  const { facts, numbers, time } = appended;
  const all = facts.map((fact, index) => toValues(fact, numbers[index] ?? 0));
  const isLong = ({ bytes }: EntryValues) => bytes !== null && bytes.length > LONG_BYTES;
  const short = all.filter((values) => !isLong(values));
  if (short.length > 0) await insertTogether(client, tables.entries, { values: short, time });
  for (const values of all.filter(isLong)) {
    await insertAlone(client, tables.entries, { values, time });
  }
}
