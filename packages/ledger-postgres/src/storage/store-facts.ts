import { type StampedFact, toFactBody } from "@usage-billing/ledger/storage";
import type { PoolClient } from "pg";
import { LONG_LIST, type Statement } from "../connection/statements.ts";
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

/** Facts with their numbers and their time. */
export interface NumberedFacts {
  readonly facts: readonly StampedFact[];
  readonly numbers: readonly number[];
  readonly time: FactTime;
}

function toAllValues({ facts, numbers }: NumberedFacts): EntryValues[] {
  return facts.map((fact, index) => toValues(fact, numbers[index] ?? 0));
}

function isLong({ bytes }: EntryValues): boolean {
  return bytes !== null && bytes.length > LONG_BYTES;
}

const COLUMNS = "seq, kind, delivery, record, channel, delivery_key, body, bytes, at, clock";

function insertTogether(table: string, values: readonly EntryValues[], time: FactTime): Statement {
  const { at, clock } = time;
  const rows = values.map(toRow);
  if (rows.length > LONG_LIST) {
    const copied = rows.map((row) => [...row, at, clock]);
    return { text: `COPY ${table} (${COLUMNS}) FROM STDIN`, values: [], rows: copied };
  }
  const columns = TYPES.map((_, column) => rows.map((row) => row[column]));
  const parameters = TYPES.map((type, column) => `$${column + 3}::${type}[]`).join(", ");
  return {
    text: `INSERT INTO ${table} (${COLUMNS})
      SELECT *, $1::bigint, $2::bigint FROM unnest(${parameters})`,
    values: [at, clock, ...columns],
  };
}

/**
 * Gives the statement that appends facts to the log, without bytes that are long: those are given to the
 * server as they are, by {@link storeLongFacts}.
 *
 * @param tables - The log.
 * @param appended - The facts in their order, the number of each, and their time.
 * @returns The statement; none when all of them are long.
 */
export function insertFacts(
  tables: Pick<Tables, "entries">,
  appended: NumberedFacts,
): readonly Statement[] {
  const short = toAllValues(appended).filter((values) => !isLong(values));
  return short.length === 0 ? [] : [insertTogether(tables.entries, short, appended.time)];
}

/**
 * Appends the facts whose bytes are long to the log, one by one.
 *
 * @param client - The connection, within a transaction.
 * @param tables - The log.
 * @param appended - The facts in their order, the number of each, and their time.
 */
export async function storeLongFacts(
  client: PoolClient,
  tables: Pick<Tables, "entries">,
  appended: NumberedFacts,
): Promise<void> {
  const { at, clock } = appended.time;
  for (const values of toAllValues(appended).filter(isLong)) {
    await client.query(
      `INSERT INTO ${tables.entries} (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...toRow(values), at, clock],
    );
  }
}

/**
 * Gives the query that finds the first of some facts in the log, as it was to be appended: the number alone may
 * have been given to another fact, when the server has crashed.
 *
 * @param tables - The log.
 * @param appended - The facts in their order, the number of each, and their time.
 * @returns The query; it gives a row only when the facts are committed.
 */
export function findFirstFact(
  tables: Pick<Tables, "entries">,
  { facts, numbers, time }: NumberedFacts,
): Statement {
  const [first] = facts.slice(0, 1).map((fact) => toValues(fact, numbers[0] ?? 0));
  const { sequence, kind, body, delivery, record } = first ?? {};
  return {
    text: `SELECT 1 AS found FROM ${tables.entries} WHERE seq = $1 AND at = $2 AND kind = $3 AND body = $4
      AND delivery IS NOT DISTINCT FROM $5 AND record IS NOT DISTINCT FROM $6`,
    values: [sequence, time.at, kind, body, delivery, record],
  };
}
