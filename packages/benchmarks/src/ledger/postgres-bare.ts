import type { Intake } from "@usage-billing/ledger";
import { toContentJson } from "@usage-billing/ledger/storage";
import { openPostgresLedger } from "@usage-billing/ledger-postgres";
import { Client } from "pg";
import { Stopwatch, sampleIntakes } from "./sample.ts";

/** How many records one commit takes in. */
const BATCH = 1_000;

const NUMBER = `SELECT nextval(pg_get_serial_sequence('usage_billing.entries', 'seq')) AS number
  FROM generate_series(1, $1::int)`;
const HELD = "SELECT * FROM usage_billing.records WHERE id = ANY($1) ORDER BY id FOR UPDATE";
const LAST = "SELECT at FROM usage_billing.entries ORDER BY seq DESC LIMIT 1";
const LANES = `SELECT id FROM usage_billing.lanes WHERE channel = $1 AND delivery_key = $2`;
const NEW_LANE = `INSERT INTO usage_billing.lanes (channel, delivery_key) VALUES ($1, $2) RETURNING id`;
const ENTRIES = `INSERT INTO usage_billing.entries (seq, at, kind, record, channel, delivery_key, body)
  SELECT seq, $1::bigint, 'taken-in', record, channel, delivery_key, body
  FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[])
    AS v(seq, record, channel, delivery_key, body)`;
const RECORDS = `INSERT INTO usage_billing.records (id, sequence, content_sequence, state, channel, lane)
  SELECT id, seq, seq, 'waiting', channel, lane
  FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[]) AS v(id, seq, channel, lane)
  ORDER BY id`;

type Lanes = Map<string, string>;

async function numberLanes(
  client: Client,
  lanes: Lanes,
  intakes: readonly Intake[],
): Promise<void> {
  for (const { record, deliveryKey } of intakes) {
    if (lanes.has(deliveryKey)) continue;
    const values = [record.channel, deliveryKey];
    const { rows } = await client.query<{ id: string }>(LANES, values);
    const found = rows[0] ?? (await client.query<{ id: string }>(NEW_LANE, values)).rows[0];
    lanes.set(deliveryKey, found?.id ?? "");
  }
}

async function takeInBatch(
  client: Client,
  lanes: Lanes,
  intakes: readonly Intake[],
): Promise<void> {
  await client.query("BEGIN");
  const ids = intakes.map(({ record }) => record.recordId);
  await client.query(HELD, [ids]);
  await numberLanes(client, lanes, intakes);
  await client.query(LAST);
  const { rows } = await client.query<{ number: string }>(NUMBER, [intakes.length]);
  const numbers = rows.map(({ number }) => number);
  const channels = intakes.map(({ record }) => record.channel);
  const keys = intakes.map(({ deliveryKey }) => deliveryKey);
  const bodies = intakes.map(({ record }) => toContentJson(record));
  await client.query(ENTRIES, [Date.now(), numbers, ids, channels, keys, bodies]);
  await client.query(RECORDS, [ids, numbers, channels, keys.map((key) => lanes.get(key))]);
  await client.query("COMMIT");
}

/**
 * Takes records in by the same statements, written by hand, in a schema that the ledger made.
 *
 * @param connectionString - An empty database.
 * @param count - How many.
 * @returns Records a second.
 */
export async function takeInBare(connectionString: string, count: number): Promise<number> {
  await (await openPostgresLedger({ connectionString })).close();
  const client = new Client({ connectionString });
  await client.connect();
  const stopwatch = new Stopwatch();
  const lanes: Lanes = new Map();
  for (let from = 0; from < count; from += BATCH) {
    const intakes = sampleIntakes(from, BATCH);
    await stopwatch.time(() => takeInBatch(client, lanes, intakes));
  }
  await client.end();
  const ledger = await openPostgresLedger({ connectionString });
  const { differenceCount } = await ledger.verify();
  await ledger.close();
  if (differenceCount > 0)
    throw new Error(`the bare statements made ${differenceCount} differences`);
  return stopwatch.rateOf(count);
}
