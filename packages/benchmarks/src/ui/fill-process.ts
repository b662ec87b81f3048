import { openLedger } from "@usage-billing/ledger";
import { sampleDeliveries, sampleIntakes, sampleResults } from "../ledger/sample.ts";

// Makes a ledger of a month: most of it accepted, one delivery in a hundred refused, the last one under way.
const BATCH = 10_000;
const IN_A_DELIVERY = 100;
const PROBLEM = {
  rule: "plan",
  field: "quantity",
  message: "the plan's limit is reached",
} as const;

const [count = "", file = ""] = process.argv.slice(2);
const ledger = openLedger(file);
for (let from = 0; from < Number(count); from += BATCH) {
  for (let at = from; at < from + BATCH; at += 1_000) {
    await ledger.takeIn(sampleIntakes(at, 1_000));
  }
  const [refused, ...accepted] = sampleDeliveries(from, BATCH, IN_A_DELIVERY);
  if (refused === undefined) throw new Error("a batch has deliveries");
  const isLast = from + BATCH >= Number(count);
  const answered = isLast ? accepted.slice(1) : accepted;
  await ledger.commitIntents([refused, ...accepted]);
  await ledger.commitOutcomes(sampleResults(answered));
  const outcomes = refused.records.map(
    ({ recordId }) => ({ status: "refused", recordId, problem: PROBLEM }) as const,
  );
  await ledger.commitOutcomes([{ deliveryId: refused.id, outcomes }]);
}
await ledger.close();
