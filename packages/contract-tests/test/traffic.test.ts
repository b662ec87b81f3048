import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createRebillyClient } from "@usage-billing/rebilly-client";
import { sampleCatalogue, startTwin } from "@usage-billing/twins";
import { expect, it, onTestFinished } from "vitest";
import type { Exchange } from "../src/exchange.ts";
import { judgeTraffic } from "../src/traffic/judge-traffic.ts";
import { listDeviations } from "../src/traffic/known-deviations.ts";
import { isClean, reportTraffic } from "../src/traffic/report-traffic.ts";
import { type LoggedExchange, readTraffic, writeTraffic } from "../src/traffic/traffic-log.ts";
import { watchServers } from "../src/traffic/watch-server.ts";

/** A twin whose exchanges are copied, and a client of it. */
async function watchTwin() {
  const twin = await startTwin("rebilly");
  const exchanges: Exchange[] = [];
  const port = Number(new URL(twin.url).port);
  const stop = watchServers(
    (other) => other === port,
    (_, exchange) => exchanges.push(exchange),
  );
  onTestFinished(async () => {
    stop();
    await twin.close();
  });
  const { apiKeys, organizationId } = sampleCatalogue.rebilly;
  const account = { organizationId, apiKey: apiKeys[0] ?? "", baseUrl: twin.baseUrl };
  return { twin, exchanges, client: createRebillyClient(account), apiKey: account.apiKey };
}

function toLogged(exchanges: readonly Exchange[]): LoggedExchange[] {
  return exchanges.map((exchange) => ({
    api: "rebilly",
    suite: "here",
    test: "this",
    ...exchange,
  }));
}

const usage = { subscriptionId: "sub_twin_seats_001", quantity: 5 };

it("copies exchanges as they are, logs them without credentials and judges the log", async () => {
  const { client, exchanges, apiKey } = await watchTwin();
  const { data } = await client.POST("/usages", { body: usage });
  await client.GET("/usages", { params: { query: { limit: 5 } } });
  const [posted, listed] = exchanges;
  expect(JSON.parse(new TextDecoder().decode(posted?.requestBody))).toEqual(usage);
  expect(JSON.parse(new TextDecoder().decode(listed?.answer?.body))).toEqual([data]);

  const folder = mkdtempSync(join(tmpdir(), "traffic-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeTraffic(toLogged(exchanges), folder);
  const [file = ""] = readdirSync(folder);
  expect(gunzipSync(readFileSync(join(folder, file))).toString()).not.toContain(apiKey);
  const verdicts = await judgeTraffic(readTraffic(folder));
  expect(verdicts.rebilly).toMatchObject({ judged: 2, unanswered: 0, violations: [] });
  expect([...verdicts.rebilly.called]).toEqual(["createUsage", "listUsages"]);
  // Nothing was said to the other two.
  expect(isClean(verdicts)).toBe(false);
});

it("knows an answer that never came from a bad one", async () => {
  const { twin, client, exchanges } = await watchTwin();
  twin.arm({ kind: "lose-answer", method: "POST" });
  await expect(client.POST("/usages", { body: usage })).rejects.toThrow();
  await client.POST("/usages", { body: { ...usage, quantity: 0 } });
  const { rebilly } = await judgeTraffic(toLogged(exchanges));
  expect(rebilly).toMatchObject({ judged: 2, unanswered: 1 });
  expect(rebilly.violations.map(({ side, where }) => [side, where])).toEqual([
    ["request", "body.quantity"],
  ]);
});

it("lists known deviations apart, with their reason", async () => {
  const requestHeaders = {
    "content-type": "application/json",
    "x-avangate-authentication": "hidden",
  };
  const deletion = {
    method: "DELETE",
    url: "/rest/6.0/subscriptions/A/usages/?UsageReference=1",
    requestHeaders,
    requestBody: new TextEncoder().encode('{"UsageReference":1}'),
    answer: { status: 200, headers: {}, body: new Uint8Array() },
  };
  const [logged] = toLogged([deletion]);
  if (logged === undefined) throw new Error("there is one");
  const verdicts = await judgeTraffic([{ ...logged, api: "twocheckout" }]);
  expect(verdicts.twocheckout.violations).toEqual([]);
  expect(reportTraffic(verdicts).join("\n")).toContain("twocheckout: 1 known: ");
});

it("fails when traffic is missing, or a known deviation does not happen any more", async () => {
  const verdicts = await judgeTraffic([]);
  for (const verdict of Object.values(verdicts)) verdict.judged = 10_000;
  const { rebilly } = verdicts;
  expect(isClean(verdicts)).toBe(false);
  expect(isClean({ connect: rebilly, rebilly, twocheckout: rebilly })).toBe(false);
  for (const api of ["connect", "twocheckout"] as const) {
    const [reason = ""] = listDeviations(api);
    verdicts[api].known.set(reason, 1);
    expect(isClean(verdicts)).toBe(api === "twocheckout");
  }
  verdicts.rebilly.judged = 100;
  expect(isClean(verdicts)).toBe(false);
  expect(reportTraffic(verdicts)).toContain("rebilly: fewer than 1500 exchanges were recorded");
  verdicts.twocheckout.known.clear();
  expect(reportTraffic(verdicts).at(-1)).toMatch(
    /^twocheckout: known-deviations\.json has what did not happen, take it out: The channel writes/,
  );
});
