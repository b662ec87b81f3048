import { DuckDBInstance } from "@duckdb/node-api";

/** How many events are rolled up. */
export const EVENTS = 10_000_000;

/** The month that the events belong to: half-open, UTC. */
export const OCTOBER = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) } as const;

const SECONDS = (OCTOBER.end - OCTOBER.start) / 1_000;
const THOUSANDTHS = 10_000_000;
const STEP = 7_919;

/**
 * Adds the quantities up without any database.
 *
 * @returns The exact sum of all events, in thousandths.
 */
export function sumOfEvents(): number {
  let sum = 0;
  for (let event = 0; event < EVENTS; event += 1) sum += (event * STEP) % THOUSANDTHS;
  return sum;
}

const SELECT = `SELECT 'AS-' || lpad(CAST(i * 31 % 2000 AS VARCHAR), 6, '0') AS subscription,
  'METER-' || CAST(i // 7 % 3 AS VARCHAR) AS meter,
  make_timestamptz(${OCTOBER.start * 1_000} + (i * 104729 % ${SECONDS}) * 1000000) AS occurred,
  CAST(CAST(i * ${STEP} % ${THOUSANDTHS} AS DECIMAL(18, 3)) / 1000 AS DECIMAL(18, 3)) AS quantity,
  'user-' || CAST(i * 17 % 100000 AS VARCHAR) AS customer
  FROM range(${EVENTS}) t(i)`;

/**
 * Writes the events as Parquet and as CSV.
 *
 * @param folder - Where `events.parquet` and `events.csv` go.
 */
export async function writeEvents(folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const csv = `SELECT * REPLACE (strftime(occurred AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ') AS occurred) FROM '${folder}/events.parquet'`;
  await connection.run(`COPY (${SELECT}) TO '${folder}/events.parquet' (FORMAT parquet)`);
  await connection.run(`COPY (${csv}) TO '${folder}/events.csv' (FORMAT csv, HEADER)`);
  connection.closeSync();
  instance.closeSync();
}
