import { createPeriod, parseInstant, Quantity } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { createReporter } from "@usage-billing/reporter";
import { startTwin } from "@usage-billing/twins";

const { baseUrl, close } = await startTwin("rebilly"); // for the real Rebilly, leave both out
const credentials = { organizationId: "org_twin_sample", apiKey: "sk_twin_sample" };
const rebilly = createRebillyChannel({ ...credentials, baseUrl });
const ledger = openLedger(process.argv[2] ?? "usage.db");
const reporter = createReporter({ channels: new Map([[rebilly.id, rebilly]]), ledger });

const start = parseInstant("2026-10-01T00:00:00Z");
const period = createPeriod(start, parseInstant("2026-11-01T00:00:00Z"));
const fact = { channel: rebilly.id, subscription: "sub_twin_calls_001", period };
await reporter.takeIn([{ recordId: "calls-2026-10", quantity: Quantity.parse("1204.5"), ...fact }]);
const { channels } = await reporter.report(); // once or twice: it is billed once
for (const { status, count, quantity } of channels[0]?.sums ?? [])
  console.log(`${count} record ${status}, ${quantity} in all`);
await Promise.all([close(), ledger.close()]);
