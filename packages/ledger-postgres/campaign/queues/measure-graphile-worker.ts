import { Logger, run, runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { BATCH, JOBS, KEYS, type Measured, rateOf } from "./measured.ts";

const logger = new Logger(() => () => undefined);

async function enqueue(pool: Pool, isOrdered: boolean): Promise<void> {
  const key = isOrdered ? `'key ' || (number % ${KEYS})` : "NULL";
  const sql = `SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT ROW('deliver', json_build_object('subject', 'delivery ' || number), ${key},
      NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec
    FROM generate_series($1::int, $1::int + ${BATCH - 1}) number))`;
  for (let first = 0; first < JOBS; first += BATCH) {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query(sql, [first]);
    await client.query("COMMIT");
    client.release();
  }
}

async function work(pool: Pool): Promise<void> {
  let left = JOBS;
  const { promise, resolve } = Promise.withResolvers<void>();
  const deliver = async () => {
    left -= 1;
    if (left === 0) resolve();
  };
  const options = { pgPool: pool, concurrency: 16, noHandleSignals: true, logger };
  const runner = await run({ ...options, taskList: { deliver } });
  await promise;
  await runner.stop();
}

/**
 * Measures graphile-worker.
 *
 * @param connectionString - An empty database.
 * @yields One measurement without order and one with it.
 */
export async function* measureGraphileWorker(connectionString: string): AsyncGenerator<Measured> {
  const pool = new Pool({ connectionString, max: 20 });
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));
  await runMigrations({ pgPool: pool, logger });
  for (const isOrdered of [false, true]) {
    yield {
      name: `graphile-worker, ${isOrdered ? "one of a key at a time" : "no order"}`,
      enqueued: await rateOf(() => enqueue(pool, isOrdered)),
      done: await rateOf(() => work(pool)),
    };
  }
  await pool.end();
}
