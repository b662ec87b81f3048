import { openLedger } from "@usage-billing/ledger";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleDeliveries, sampleIntakes, sampleResults } from "../sample.ts";

const BATCH = 25;

/** Takes 25 records in, intends them and commits their outcomes, each a commit; the slowest of a hundred. */
export async function run(count: number, file: string): Promise<Figures> {
  const ledger = openLedger(file);
  const times: number[] = [];
  for (let from = 0; from < count; from += BATCH) {
    const intakes = sampleIntakes(from, BATCH);
    const deliveries = sampleDeliveries(from, BATCH, BATCH);
    const results = sampleResults(deliveries);
    const steps: (() => Promise<unknown>)[] = [
      () => ledger.takeIn(intakes),
      () => ledger.commitIntents(deliveries),
      () => ledger.commitOutcomes(results),
    ];
    for (const step of steps) {
      const watch = new Stopwatch();
      await watch.time(step);
      times.push(watch.milliseconds);
    }
  }
  await ledger.close();
  times.sort((left, right) => left - right);
  return { p99: times[Math.floor(times.length * 0.99)] ?? 0 };
}
