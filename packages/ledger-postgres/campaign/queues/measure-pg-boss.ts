import { Pool, type PoolClient } from "pg";
import { type Db, PgBoss } from "pg-boss";
import { BATCH, JOBS, KEYS, type Measured, rateOf } from "./measured.ts";

function toDb(client: Pick<PoolClient, "query">): Db {
  return { executeSql: (text, values) => client.query(text, values as unknown[]) };
}

async function enqueue(pool: Pool, engine: PgBoss, queue: string): Promise<void> {
  for (let first = 0; first < JOBS; first += BATCH) {
    const jobs = Array.from({ length: BATCH }, (_, index) => ({
      data: { subject: `delivery ${first + index}` },
      singletonKey: `key ${(first + index) % KEYS}`,
    }));
    const client = await pool.connect();
    await client.query("BEGIN");
    await engine.insert(queue, jobs, { db: toDb(client) });
    await client.query("COMMIT");
    client.release();
  }
}

async function work(engine: PgBoss, queue: string): Promise<void> {
  let left = JOBS;
  const loop = async () => {
    while (left > 0) {
      const jobs = await engine.fetch(queue, { batchSize: 16 });
      left -= jobs.length;
      const ids = jobs.map(({ id }) => id);
      if (ids.length > 0) await engine.deleteJob(queue, ids);
    }
  };
  await Promise.all([loop(), loop(), loop(), loop()]);
}

/**
 * Measures pg-boss.
 *
 * @param connectionString - An empty database.
 * @yields One measurement without order and one with it.
 */
export async function* measurePgBoss(connectionString: string): AsyncGenerator<Measured> {
  const pool = new Pool({ connectionString });
  const engine = new PgBoss({ db: toDb(pool), schedule: false, supervise: false });
  await engine.start();
  for (const policy of ["standard", "key_strict_fifo"] as const) {
    await engine.createQueue(policy, { policy });
    yield {
      name: `pg-boss, ${policy === "standard" ? "no order" : "one of a key at a time"}`,
      enqueued: await rateOf(() => enqueue(pool, engine, policy)),
      done: await rateOf(() => work(engine, policy)),
    };
  }
  await engine.stop({ graceful: false, close: false });
  await pool.end();
}
