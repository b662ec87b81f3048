import { MissingConfigurationError, Quantity, type UsageRecord } from "@usage-billing/core";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { answerWith } from "./__fixtures__/answer-with.ts";
import { sendOne } from "./__fixtures__/only-delivery.ts";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import {
  OCTOBER,
  startTwoCheckout,
  type TwoCheckoutHarness,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";

const DAY = 24 * 3_600_000;
/** The first instant of November in Bucharest, whose clocks went back in October. */
const NOVEMBER = Date.UTC(2026, 9, 31, 22);
const window = { from: OCTOBER, to: NOVEMBER, subscriptions: ["TWIN000001"] };

let harness: TwoCheckoutHarness;
afterEach(() => harness.close());

async function listed(query = window): Promise<readonly (string | undefined)[]> {
  const held = await Array.fromAsync(harness.channel.list(query));
  return held.map(({ recordId }) => recordId).sort();
}

function record(recordId: string, start: number, end: number): UsageRecord {
  return usageRecord({ recordId, period: { start, end } });
}

async function startWith(term: { start: string; expiration: string }): Promise<void> {
  const optionCodes = ["API_CALLS"];
  harness = await startTwoCheckout({
    subscriptions: [{ reference: "TWIN000001", optionCodes, ...term }],
  });
}

describe("list", () => {
  it("lists by the start of usage, which the channel does not filter by", async () => {
    harness = await startTwoCheckout();
    for (const sent of [
      record("starts before", OCTOBER - DAY, OCTOBER + DAY),
      record("starts first", OCTOBER, OCTOBER + DAY),
      record("ends after", NOVEMBER - DAY, NOVEMBER + 30 * DAY),
      record("starts after", NOVEMBER, NOVEMBER + DAY),
    ]) {
      await sendOne(harness.channel, sent);
    }
    expect(await listed()).toEqual(["ends after", "starts first"]);
  });

  it.each([
    ["starts within the window", "2026-10-12", "2027-10-12"],
    ["expires within the window", "2025-01-01", "2026-10-20"],
    ["expires soon after the window", "2025-01-01", "2026-11-10"],
    ["starts within the window and expires soon after it", "2026-10-12", "2026-11-10"],
    ["starts and expires within the window", "2026-10-12", "2026-10-20"],
  ])("lists a subscription that %s", async (_case, start, expiration) => {
    await startWith({ start, expiration });
    const middle = OCTOBER + 15 * DAY;
    await sendOne(harness.channel, record("middle", middle, middle + DAY));
    const edge = Date.UTC(2026, 9, 11, 21);
    const isEarly = start === "2026-10-12";
    if (isEarly) await sendOne(harness.channel, record("edge", edge, edge + DAY));
    const isLong = expiration !== "2026-10-20";
    const late = record("over", NOVEMBER - DAY, NOVEMBER + 9 * DAY);
    if (isLong) await sendOne(harness.channel, late);
    expect(await listed()).toEqual([
      ...(isEarly ? ["edge"] : []),
      "middle",
      ...(isLong ? ["over"] : []),
    ]);
  });

  it("says so when it cannot find a subscription's term", async () => {
    await startWith({ start: "2020-01-01", expiration: "2020-12-31" });
    await expect(listed()).rejects.toMatchObject({ code: "CHANNEL_REQUEST", status: 400 });
  });

  it("lists every subscription once, and exactly", async () => {
    harness = await startTwoCheckout();
    await sendOne(harness.channel, usageRecord({ quantity: Quantity.parse("2147483647") }));
    const query = { ...window, subscriptions: ["TWIN000001", "TWIN000001", "TWIN000002"] };
    const held = await Array.fromAsync(harness.channel.list(query));
    expect(held.map(({ quantity }) => quantity.toString())).toEqual(["2147483647"]);
    expect(held[0]?.period).toEqual(usageRecord().period);
  });

  it("lists nothing of an empty window", async () => {
    harness = await startTwoCheckout();
    await sendOne(harness.channel, usageRecord());
    expect(await listed({ ...window, to: OCTOBER })).toEqual([]);
  });

  it.each([0, 1_000])(
    "asks nothing for a window that ends %i ms before it starts",
    async (ahead) => {
      const transport = createRecordingTransport();
      harness = await startTwoCheckout({ options: { transport } });
      expect(await listed({ ...window, to: OCTOBER - ahead })).toEqual([]);
      expect(transport.requests).toEqual([]);
    },
  );

  it("asks for what ends in the window or in the 31 days after it", async () => {
    const transport = createRecordingTransport();
    harness = await startTwoCheckout({ options: { transport } });
    await listed();
    expect(transport.requests.map(({ query }) => query)).toMatchObject([
      { IntervalStart: "2026-10-01 00:00:00", IntervalEnd: "2026-12-01 23:59:59" },
    ]);
  });

  it("throws what stops the search for a subscription's term", async () => {
    harness = await startTwoCheckout();
    const { channel, close } = await answerWith(({ url }) =>
      url.searchParams.get("IntervalStart") === url.searchParams.get("IntervalEnd")
        ? { status: 503, body: { error_code: "X", message: "down" } }
        : { status: 400, body: { error_code: "X", message: "Usage interval out of bounds" } },
    );
    onTestFinished(close);
    await expect(Array.fromAsync(channel.list(window))).rejects.toMatchObject({ status: 503 });
  });

  it("throws without subscriptions", async () => {
    harness = await startTwoCheckout();
    const { subscriptions: _, ...all } = window;
    const listing = Array.fromAsync(harness.channel.list(all));
    await expect(listing).rejects.toBeInstanceOf(MissingConfigurationError);
    await expect(listing).rejects.toThrow("twocheckout lists usage by subscription only");
  });
});
