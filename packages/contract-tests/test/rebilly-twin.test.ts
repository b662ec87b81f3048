import { createRebillyClient, type RebillyCredentials } from "@usage-billing/rebilly-client";
import { sampleCatalogue } from "@usage-billing/twins";
import { expect, it } from "vitest";
import { answersThatBreak, type JudgedTwin, openTwin } from "./open-twin.ts";

const usage = { subscriptionId: "sub_twin_seats_001", quantity: 5.125 };

function connectTo(
  { contract, twin }: JudgedTwin,
  credentials: RebillyCredentials = { apiKey: "sk_twin_sample" },
) {
  const { baseUrl } = twin;
  const account = { baseUrl, organizationId: "org_twin_sample", ...credentials };
  return createRebillyClient({ ...account, fetch: contract.fetch });
}

it("answers every operation of the Rebilly document as declared", async () => {
  const judged = await openTwin("rebilly");
  const client = connectTo(judged);
  await client.GET("/status");
  const usageTime = "2026-10-31T23:00:00Z";
  const { data } = await client.POST("/usages", { body: { ...usage, usageTime } });
  await client.POST("/usages", { body: { ...usage, acceptPartialQuantity: true } });
  const filter = "subscriptionId:sub_twin_seats_001;usageTime:2026-10-01T00:00:00Z..";
  const query = { filter, limit: 1, offset: 1, sort: ["-createdTime"] };
  const { data: page } = await client.GET("/usages", { params: { query } });
  expect(page).toHaveLength(1);
  const params = { path: { id: data?.id ?? "" } };
  judged.twin.bill("sub_twin_seats_001");
  const { data: billed } = await client.GET("/usages/{id}", { params });
  expect(billed?.invoiceId).toEqual(expect.any(String));
  const { data: open } = await client.POST("/usages", { body: usage });
  await client.DELETE("/usages/{id}", { params: { path: { id: open?.id ?? "" } } });
  await connectTo(judged, { token: "twin-session-token" }).GET("/usages");
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
  expect(judged.contract.called.size).toBe(5);
});

it("refuses in the words of the Rebilly document", async () => {
  const subscriptions = [{ id: usage.subscriptionId, hardLimit: "6" }];
  const rebilly = { ...sampleCatalogue.rebilly, subscriptions };
  const judged = await openTwin("rebilly", { ...sampleCatalogue, rebilly });
  const client = connectTo(judged);
  const { data } = await client.POST("/usages", { body: usage });
  const params = { path: { id: data?.id ?? "" } };
  judged.twin.bill();
  const other = { ...usage, subscriptionId: "sub_other" };
  const answers = [
    await connectTo(judged, { apiKey: "sk_wrong" }).GET("/usages"),
    await connectTo(judged, { token: "wrong" }).POST("/usages", { body: usage }),
    await client.GET("/usages/{id}", { params: { path: { id: "usg_none" } } }),
    await client.DELETE("/usages/{id}", { params: { path: { id: "usg_none" } } }),
    await client.DELETE("/usages/{id}", { params }),
    await client.POST("/usages", { body: { ...usage, quantity: 7 } }),
    await client.POST("/usages", { body: { ...usage, quantity: 0 } }),
    await client.POST("/usages", { body: other }),
    await client.GET("/usages", { params: { query: { limit: 1001 } } }),
  ];
  const statuses = answers.map(({ response }) => response.status);
  expect(statuses).toEqual([401, 401, 404, 404, 409, 409, 422, 422, 400]);
  expect(answersThatBreak(judged.contract)).toEqual([]);
});

it("fails on demand in the words of the Rebilly document", async () => {
  const judged = await openTwin("rebilly");
  const client = connectTo(judged);
  const statuses: number[] = [];
  for (const fault of [
    { kind: "rate-limit" },
    { kind: "server-error" },
    { kind: "server-error", status: 503 },
  ] as const) {
    judged.twin.arm({ ...fault, times: 2 });
    statuses.push((await client.POST("/usages", { body: usage })).response.status);
    statuses.push((await client.GET("/usages")).response.status);
  }
  expect(statuses).toEqual([429, 429, 500, 500, 503, 503]);
  expect(judged.contract.violations).toEqual([]);
});
