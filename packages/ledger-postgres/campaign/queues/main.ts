import { startPostgres } from "../../src/testing/index.ts";
import { measureGraphileWorker } from "./measure-graphile-worker.ts";
import { measurePgBoss } from "./measure-pg-boss.ts";

const server = await startPostgres();
try {
  const measured = [
    ...(await measurePgBoss(await server.createDatabase("pg_boss"))),
    ...(await measureGraphileWorker(await server.createDatabase("graphile_worker"))),
  ];
  for (const { name, enqueued, done } of measured) {
    console.log(`${name}: ${enqueued.toFixed(0)} jobs/s enqueued, ${done.toFixed(0)} jobs/s done`);
  }
} finally {
  await server.stop();
}
