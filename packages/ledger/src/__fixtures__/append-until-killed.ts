// A process that takes three records into a ledger again and again, and says after each commit how many
// there were, until it is killed or cannot write any more.
import { openLedger } from "../index.ts";
import { intakes, usageRecord } from "./records.ts";

const [, , file = ""] = process.argv;
const ledger = openLedger(file);
const description = "x".repeat(1_000);
for (let commits = 1; ; commits += 1) {
  const batch = ["a", "b", "c"].map((name) =>
    usageRecord({ recordId: `${name}${commits}`, description }),
  );
  try {
    await ledger.takeIn(intakes(...batch));
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
    break;
  }
  await new Promise((resolve) => process.stdout.write(`${commits}\n`, resolve));
}
