import { createTwoCheckoutClient } from "@usage-billing/twocheckout-client";
import { expect, it } from "vitest";
import { answersThatBreak, type JudgedTwin, openTwin } from "./open-twin.ts";

const usages = "/subscriptions/{SubscriptionReference}/usages/";
const path = { SubscriptionReference: "TWIN000001" };
const interval = { IntervalStart: "2026-10-01 00:00:00", IntervalEnd: "2026-10-31 23:59:59" };
const query = { ...interval, Page: 1, Limit: 99 };
const seats = {
  OptionCode: "SEATS",
  UsageStart: interval.IntervalStart,
  UsageEnd: interval.IntervalEnd,
  Units: 15,
};

function connectTo({ clock, contract, twin }: JudgedTwin, secretKey = "twin-secret-key") {
  const account = { baseUrl: twin.baseUrl, merchantCode: "TWINCODE", secretKey, now: clock.now };
  return createTwoCheckoutClient({ ...account, fetch: contract.fetch });
}

it("answers every operation of the 2Checkout document as declared", async () => {
  const judged = await openTwin("twocheckout");
  const client = connectTo(judged);
  const body = [seats, { ...seats, OptionCode: "API_CALLS", Description: "Zugriffe äöü" }];
  const { data } = await client.POST(usages, { params: { path }, body });
  const UsageReference = data?.[0]?.UsageReference ?? 0;
  const change = { params: { path: { ...path, UsageReference } } };
  const { data: changed } = await client.PUT(`${usages}{UsageReference}/`, {
    ...change,
    body: { Units: 16 },
  });
  expect(changed?.Units).toBe(16);
  const criteria = { OptionCode: "API_CALLS", ...interval };
  await client.DELETE(usages, { params: { path, query: criteria } });
  judged.twin.bill("TWIN000001");
  const { data: page } = await client.GET(usages, { params: { path, query } });
  expect(page?.Items.map(({ OptionCode, Units }) => [OptionCode, Units])).toEqual([["SEATS", 16]]);
  await client.GET(usages, { params: { path, query: { ...query, OptionCode: "SEATS" } } });
  expect(judged).toMatchObject({ refused: [], contract: { violations: [] } });
  expect(judged.contract.called.size).toBe(4);
});

it("refuses in the words of the 2Checkout document", async () => {
  const judged = await openTwin("twocheckout");
  const client = connectTo(judged);
  const { data } = await client.POST(usages, { params: { path }, body: [seats] });
  const UsageReference = data?.[0]?.UsageReference ?? 0;
  judged.twin.bill();
  const unknown = { SubscriptionReference: "NONE" };
  const answers = [
    await connectTo(judged, "wrong").GET(usages, { params: { path, query } }),
    await client.POST(usages, { params: { path }, body: [{ ...seats, OptionCode: "OTHER" }] }),
    await client.POST(usages, { params: { path }, body: [] }),
    await client.GET(usages, { params: { path, query: { ...query, Limit: 100 } } }),
    await client.DELETE(usages, { params: { path, query: { UsageReference } } }),
    await client.GET(usages, { params: { path: unknown, query } }),
    await client.PUT(`${usages}{UsageReference}/`, {
      params: { path: { ...path, UsageReference: 1 } },
      body: { Units: 1 },
    }),
  ];
  for (const { response } of answers) expect(response.ok).toBe(false);
  expect(answers[0]?.response.status).toBe(401);
  expect(answersThatBreak(judged.contract)).toEqual([]);
});

it("fails on demand in the words of the 2Checkout document", async () => {
  const judged = await openTwin("twocheckout");
  const client = connectTo(judged);
  const statuses: number[] = [];
  for (const fault of [
    { kind: "rate-limit" },
    { kind: "server-error" },
    { kind: "server-error", status: 503 },
  ] as const) {
    judged.twin.arm({ ...fault, times: 2 });
    const posted = await client.POST(usages, { params: { path }, body: [seats] });
    const listed = await client.GET(usages, { params: { path, query } });
    statuses.push(posted.response.status, listed.response.status);
  }
  expect(statuses).toEqual([429, 429, 500, 500, 503, 503]);
  expect(judged.contract.violations).toEqual([]);
});
