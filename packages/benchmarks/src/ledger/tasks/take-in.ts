import { openLedger } from "@usage-billing/ledger";
import type { Figures } from "../ledger-process.ts";
import { Stopwatch, sampleIntakes } from "../sample.ts";

const BATCH = 1_000;

function megabytes(): number {
  return process.memoryUsage.rss() / 1e6;
}

/** Takes records in, a thousand at a time. */
export async function run(count: number, file: string): Promise<Figures> {
  const ledger = openLedger(file);
  const watch = new Stopwatch();
  let early = 0;
  for (let from = 0; from < count; from += BATCH) {
    const intakes = sampleIntakes(from, BATCH);
    const { added } = await watch.time(() => ledger.takeIn(intakes));
    if (added !== BATCH) throw new Error(`took in ${added}`);
    if (from + BATCH === Math.ceil(count / 2 / BATCH) * BATCH) early = megabytes();
  }
  const late = megabytes();
  await ledger.close();
  return { rate: watch.rateOf(count), processor: watch.processorOf(count), early, late };
}
