import { type Ledger, openLedger } from "@usage-billing/ledger";
import { fillLedger } from "../fill.ts";
import type { Figures } from "../ledger-process.ts";
import { BATCH, Moved, stagesOf } from "../moved.ts";
import { sampleDeliveries, sampleResults } from "../sample.ts";

async function requireAccepted(ledger: Ledger, count: number): Promise<void> {
  const [sum] = await ledger.sums();
  if (sum?.state !== "accepted" || sum.count !== count) throw new Error("not all are accepted");
}

/** Moves records from intent to outcome, a hundred at a time, in deliveries of so many records. */
export async function moveRecords(count: number, file: string, size: number): Promise<Figures> {
  await fillLedger(count, file);
  const ledger = openLedger(file);
  const moved = new Moved();
  for (const stage of stagesOf(count)) {
    const batches = stage.map((from) => sampleDeliveries(from, BATCH, size));
    for (const deliveries of batches) {
      await moved.intents.time(() => ledger.commitIntents(deliveries));
    }
    for (const deliveries of batches) {
      const results = sampleResults(deliveries);
      await moved.outcomes.time(() => ledger.commitOutcomes(results));
    }
  }
  await requireAccepted(ledger, count);
  await ledger.close();
  return moved.figuresOf(count);
}

/** A delivery for each record. */
export async function run(count: number, file: string): Promise<Figures> {
  return moveRecords(count, file, 1);
}
