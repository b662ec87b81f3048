import { createConnectChannel } from "@usage-billing/connect";
import { createConnectClient } from "@usage-billing/connect-client";
import { createPeriod, Quantity } from "@usage-billing/core";
import type { Transport } from "@usage-billing/http";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { sampleCatalogue } from "@usage-billing/twins";
import { createTwoCheckoutChannel } from "@usage-billing/twocheckout";
import { expect, it } from "vitest";
import { type JudgedTwin, openTwin } from "./open-twin.ts";
import { runCycle } from "./run-cycle.ts";
import { octoberRecord } from "./usage-records.ts";

/** The month of the account, whose winter time begins on the 25th. */
const octoberInBucharest = createPeriod(
  Date.parse("2026-10-01T00:00:00+03:00"),
  Date.parse("2026-11-01T00:00:00+02:00"),
);

/** What every channel at a judged twin takes. */
function judged({ clock, contract, twin }: JudgedTwin) {
  const transport: Transport = { fetch: contract.fetch, Request, close: async () => {} };
  return { baseUrl: twin.baseUrl, clock, transport };
}

it("holds the connect channel's cycle and its twin to the document", async () => {
  const opened = await openTwin("connect");
  const { vendor, distributor } = sampleCatalogue.connect.credentials;
  const { baseUrl } = opened.twin;
  const provider = createConnectClient({ apiKey: distributor ?? "", baseUrl });
  const attributes = { product: "PRD-276-377-545", contract: "CRD-41560-05399-12345" };
  const fields = { subscription: "AS-1001-0000-0001", attributes };
  await runCycle({
    channel: createConnectChannel({ apiKey: vendor, currency: "USD", ...judged(opened) }),
    records: [
      octoberRecord("connect", { ...fields, meter: "SEAT-PRO" }),
      octoberRecord("connect", {
        ...fields,
        recordId: "storage-october",
        meter: "STORAGE-GB",
        quantity: Quantity.parse("1.1255"),
      }),
    ],
    async reopen(id) {
      const body = { rejection_note: "wrong" };
      await provider.POST("/usage/files/{id}/reject", { params: { path: { id } }, body });
    },
  });
  expect(opened.contract.violations).toEqual([]);
  const calls = ["createUsageFile", "listUsageFiles", "submitUsageFile", "uploadUsageFile"];
  expect([...opened.contract.called]).toEqual(expect.arrayContaining(calls));
});

it("holds the rebilly channel's cycle and its twin to the document", async () => {
  const opened = await openTwin("rebilly");
  const [apiKey = ""] = sampleCatalogue.rebilly.apiKeys;
  const { organizationId } = sampleCatalogue.rebilly;
  await runCycle({
    channel: createRebillyChannel({ apiKey, organizationId, ...judged(opened) }),
    records: [
      octoberRecord("rebilly", { subscription: "sub_twin_seats_001" }),
      octoberRecord("rebilly", {
        recordId: "storage-october",
        subscription: "sub_twin_storage_001",
        quantity: Quantity.parse("1.125"),
      }),
    ],
  });
  expect(opened.contract.violations).toEqual([]);
  const calls = ["createUsage", "deleteUsage", "listUsages"];
  expect([...opened.contract.called]).toEqual(expect.arrayContaining(calls));
});

it("holds the twocheckout channel's cycle and its twin to the document", async () => {
  const opened = await openTwin("twocheckout");
  const { merchantCode, secretKey, timeZone } = sampleCatalogue.twocheckout;
  const account = {
    merchantCode,
    secretKey,
    timeZone,
    algorithm: "sha3-256" as const,
    // OpenAPI 3.0 knows no body of a DELETE; the channel's own default writes the criteria there too.
    deleteCriteria: "query" as const,
  };
  const fields = { subscription: "TWIN000001", period: octoberInBucharest };
  await runCycle({
    channel: createTwoCheckoutChannel({ ...account, ...judged(opened) }),
    records: [
      octoberRecord("twocheckout", { ...fields, meter: "SEATS" }),
      octoberRecord("twocheckout", {
        ...fields,
        recordId: "calls-october",
        meter: "API_CALLS",
        quantity: Quantity.parse("1000000"),
      }),
    ],
  });
  expect(opened.contract.violations).toEqual([]);
  expect([...opened.contract.called].sort()).toEqual([
    "addSubscriptionUsages",
    "deleteSubscriptionUsages",
    "listSubscriptionUsages",
    "updateSubscriptionUsage",
  ]);
});
