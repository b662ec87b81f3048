import { openLedger } from "@usage-billing/ledger";
import { fillLedger } from "../fill.ts";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleDeliveries, sampleResults } from "../sample.ts";

const BATCH = 1_000;

/** Rebuilds the state of so many facts: a third each taken in, intended and settled, one record each. */
export async function run(count: number, file: string): Promise<Figures> {
  const records = Math.ceil(count / 3 / BATCH) * BATCH;
  await fillLedger(records, file);
  const ledger = openLedger(file);
  for (let from = 0; from < records; from += BATCH) {
    const deliveries = sampleDeliveries(from, BATCH, 1);
    await ledger.commitIntents(deliveries);
    await ledger.commitOutcomes(sampleResults(deliveries));
  }
  const watch = new Stopwatch();
  const before = await watch.time(() => ledger.rebuild());
  const after = await ledger.verify();
  if (before.entries < count || before.differenceCount + after.differenceCount > 0) {
    throw new Error(`the rebuilt state differs: ${JSON.stringify(after)}`);
  }
  await ledger.close();
  return { seconds: watch.milliseconds / 1_000 };
}
