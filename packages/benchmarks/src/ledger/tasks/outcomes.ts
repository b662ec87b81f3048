import { openLedger } from "@usage-billing/ledger";
import { fillLedger } from "../fill.ts";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleDeliveries, sampleResults } from "../sample.ts";

const BATCH = 100;

/** Moves records from intent to outcome, a hundred at a time, in deliveries of so many records. */
export async function moveRecords(count: number, file: string, size: number): Promise<Figures> {
  await fillLedger(count, file);
  const ledger = openLedger(file);
  const watch = new Stopwatch();
  for (let from = 0; from < count; from += BATCH) {
    const deliveries = sampleDeliveries(from, BATCH, size);
    const results = sampleResults(deliveries);
    await watch.time(() => ledger.commitIntents(deliveries));
    await watch.time(() => ledger.commitOutcomes(results));
  }
  const [sum] = await ledger.sums();
  if (sum?.state !== "accepted" || sum.count !== count) throw new Error("not all are accepted");
  await ledger.close();
  return { rate: watch.rateOf(count), processor: watch.processorOf(count) };
}

/** A delivery for each record. */
export async function run(count: number, file: string): Promise<Figures> {
  return moveRecords(count, file, 1);
}
