import { createPeriod, Quantity, type UsageRecord } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { expect, it } from "vitest";
import { type JudgedTwin, openTwin } from "./open-twin.ts";
import { runCycle } from "./run-cycle.ts";

/** A transport whose exchanges are held to the document. */
function judgedTransport({ contract }: JudgedTwin): Transport {
  return { fetch: contract.fetch, Request, close: async () => {} };
}

function october(channel: string, fields: Partial<UsageRecord>): UsageRecord {
  return {
    recordId: "seats-october",
    channel,
    subscription: "",
    quantity: Quantity.parse("5"),
    period: createPeriod(Date.UTC(2026, 9, 1), Date.UTC(2026, 10, 1)),
    description: "Sitzplätze",
    ...fields,
  };
}

it("the rebilly channel goes through its cycle without a violation on either side", async () => {
  const judged = await openTwin("rebilly");
  const channel = createRebillyChannel({
    organizationId: "org_twin_sample",
    apiKey: "sk_twin_sample",
    baseUrl: judged.twin.baseUrl,
    transport: judgedTransport(judged),
  });
  await runCycle(channel, [
    october("rebilly", { subscription: "sub_twin_seats_001" }),
    october("rebilly", {
      recordId: "storage-october",
      subscription: "sub_twin_storage_001",
      quantity: Quantity.parse("1.125"),
    }),
  ]);
  expect(judged.contract.violations).toEqual([]);
  const called = ["createUsage", "deleteUsage", "listUsages"];
  expect([...judged.contract.called].sort()).toEqual(called);
});
