import { finished } from "node:stream/promises";
import type { Intake } from "@usage-billing/ledger";
import { toContentJson } from "@usage-billing/ledger/storage";
import { openPostgresLedger } from "@usage-billing/ledger-postgres";
import { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { Stopwatch, sampleIntakes } from "./sample.ts";

/** How many records one commit takes in. */
const BATCH = 1_000;

const NUMBERS = `SELECT string_agg(nextval(pg_get_serial_sequence('usage_billing.entries', 'seq'))::text, ',')
  AS numbers FROM generate_series(1, $1::int)`;
const HELD = "SELECT * FROM usage_billing.records WHERE id = ANY($1) ORDER BY id FOR UPDATE";
const LAST = "SELECT at FROM usage_billing.entries ORDER BY seq DESC LIMIT 1";
const LANES = `SELECT id FROM usage_billing.lanes WHERE channel = $1 AND delivery_key = $2`;
const NEW_LANE = `INSERT INTO usage_billing.lanes (channel, delivery_key) VALUES ($1, $2) RETURNING id`;
const ENTRIES = `COPY usage_billing.entries (seq, at, kind, record, channel, delivery_key, body) FROM STDIN`;
const RECORDS = `COPY usage_billing.records (id, sequence, content_sequence, state, channel, lane) FROM STDIN`;

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

/** What `COPY` reads; nothing here but the backslashes of the JSON has to be escaped. */
function toLines(
  intakes: readonly Intake[],
  { numbers, lanes }: { readonly numbers: readonly string[]; readonly lanes: Lanes },
): readonly [entries: string, records: string] {
  const at = Date.now();
  let entries = "";
  const records: string[] = [];
  for (const [index, { record, deliveryKey }] of intakes.entries()) {
    const { recordId, channel } = record;
    const number = numbers[index];
    const body = toContentJson(record).replaceAll("\\", "\\\\");
    entries += `${number}\t${at}\ttaken-in\t${recordId}\t${channel}\t${deliveryKey}\t${body}\n`;
    const lane = lanes.get(deliveryKey);
    records.push(`${recordId}\t${number}\t${number}\twaiting\t${channel}\t${lane}\n`);
  }
  return [entries, records.sort().join("")];
}

async function copy(client: Client, text: string, lines: string): Promise<void> {
  const stream = client.query(copyFrom(text));
  stream.end(lines);
  await finished(stream);
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
  const { rows } = await client.query<{ numbers: string }>(NUMBERS, [intakes.length]);
  const numbers = rows[0]?.numbers.split(",") ?? [];
  const [entries, records] = toLines(intakes, { numbers, lanes });
  await copy(client, ENTRIES, entries);
  await copy(client, RECORDS, records);
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
