import { openLedger } from "@usage-billing/ledger";
import { sampleIntakes } from "./sample.ts";

/** Makes a ledger that has records waiting. */
export async function fillLedger(count: number, file: string): Promise<void> {
  const ledger = openLedger(file);
  for (let from = 0; from < count; from += 1_000) await ledger.takeIn(sampleIntakes(from, 1_000));
  await ledger.close();
}
