import { openPostgresLedger } from "@usage-billing/ledger-postgres";
import { Stopwatch, sampleIntakes } from "./sample.ts";

/** How many records one commit takes in. */
const BATCH = 1_000;

/**
 * Takes records in to a fresh ledger on PostgreSQL.
 *
 * @param connectionString - An empty database.
 * @param count - How many.
 * @returns Records a second.
 */
export async function takeInOnPostgres(connectionString: string, count: number): Promise<number> {
  const ledger = await openPostgresLedger({ connectionString });
  const stopwatch = new Stopwatch();
  for (let from = 0; from < count; from += BATCH) {
    const intakes = sampleIntakes(from, BATCH);
    await stopwatch.time(() => ledger.takeIn(intakes));
  }
  await ledger.close();
  return stopwatch.rateOf(count);
}
