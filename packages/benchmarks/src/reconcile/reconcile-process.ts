import { setFlagsFromString } from "node:v8";
import type { Channel } from "@usage-billing/core";
import { openLedger } from "@usage-billing/ledger";
import { reconcile } from "@usage-billing/reporter";
import { sampleDeliveries, sampleIntakes, sampleResults } from "../ledger/sample.ts";
import { heldUsage } from "./planted.ts";

// As the command does.
setFlagsFromString("--semi-space-growth-factor=1");
setFlagsFromString("--heap-growing-percent=50");

const OCTOBER = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) };
const BATCH = 10_000;
const IN_A_DELIVERY = 100;

/** Makes a ledger of a month that was reported and accepted whole. */
async function fill(count: number, file: string): Promise<void> {
  const ledger = openLedger(file);
  for (let from = 0; from < count; from += BATCH) {
    for (let at = from; at < from + BATCH; at += 1_000) {
      await ledger.takeIn(sampleIntakes(at, 1_000));
    }
    const deliveries = sampleDeliveries(from, BATCH, IN_A_DELIVERY);
    await ledger.commitIntents(deliveries);
    await ledger.commitOutcomes(sampleResults(deliveries));
  }
  await ledger.close();
}

const refuse = (): never => {
  throw new TypeError("a reconciliation only lists");
};

/** A channel without a network, so that only the comparison is measured. */
function createChannel(count: number): Channel {
  return {
    id: "rebilly",
    capabilities: {
      ...{ decimals: 3, minimumQuantity: "0.001", meter: "required", time: "period" },
      ...{ batch: { shape: "single", maximumRecords: 1 }, timeResolution: 1_000 },
      ...{ correction: "none", retraction: "delete", partialQuantity: true, acceptance: false },
      ...{ closing: true, recordIdReadBack: false },
    },
    list: ({ subscriptions }) => heldUsage(count, subscriptions),
    ...{ check: refuse, deliveryKey: refuse, plan: refuse, send: refuse, settle: refuse },
    ...{ follow: refuse, retract: refuse, correct: refuse },
  };
}

async function measure(count: number, file: string): Promise<void> {
  const ledger = openLedger(file);
  const started = performance.now();
  const options = { channel: createChannel(count), ledger, period: OCTOBER };
  const found = await reconcile({ ...options, clock: { now: () => OCTOBER.end, sleep } });
  const counts: Record<string, number> = {};
  for await (const { kind } of found.differences()) counts[kind] = (counts[kind] ?? 0) + 1;
  const seconds = (performance.now() - started) / 1_000;
  const { matched, verdict } = found;
  found.close();
  await ledger.close();
  const megabytes = process.resourceUsage().maxRSS / 1_000;
  console.log(JSON.stringify({ seconds, megabytes, matched, verdict, counts }));
}

/** The channel shows at once what it holds. */
async function sleep(): Promise<void> {}

const [task = "", count = "", file = ""] = process.argv.slice(2);
if (task === "fill") await fill(Number(count), file);
else await measure(Number(count), file);
