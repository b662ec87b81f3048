import { startPostgres } from "../../src/testing/index.ts";
import { measureGraphileWorker } from "./measure-graphile-worker.ts";
import { measurePgBoss } from "./measure-pg-boss.ts";

const ENGINES = [
  { engine: "pg_boss", measure: measurePgBoss },
  { engine: "graphile_worker", measure: measureGraphileWorker },
] as const;

const server = await startPostgres();
try {
  for (const { engine, measure } of ENGINES) {
    for await (const { name, enqueued, done } of measure(await server.createDatabase(engine))) {
      console.log(
        `${name}: ${enqueued.toFixed(0)} jobs/s enqueued, ${done.toFixed(0)} jobs/s done`,
      );
    }
  }
} finally {
  await server.stop();
}
