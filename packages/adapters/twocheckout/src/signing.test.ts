import { AuthenticationError } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { sampleCatalogue } from "@usage-billing/twins";
import { describe, expect, it, onTestFinished } from "vitest";
import { onlyDelivery, sendOne } from "./__fixtures__/only-delivery.ts";
import { createRecordingTransport } from "./__fixtures__/recording-transport.ts";
import {
  startTwoCheckout,
  type TwoCheckoutSetup,
  usageRecord,
} from "./__fixtures__/start-two-checkout.ts";

const { merchantCode, secretKey } = sampleCatalogue.twocheckout;

async function open(setup: TwoCheckoutSetup) {
  const harness = await startTwoCheckout(setup);
  onTestFinished(() => harness.close());
  return harness;
}

/** The parts of a signature. */
function read(signature: string) {
  const parts = [...signature.matchAll(/(\w+)="([^"]*)"/g)];
  return Object.fromEntries(parts.map(([, name = "", value = ""]) => [name, value]));
}

describe("signatures", () => {
  it.each(["sha256", "sha3-256"] as const)("are taken by 2Checkout with %s", async (algorithm) => {
    const transport = createRecordingTransport();
    const { channel, twin } = await open({ options: { algorithm, transport } });
    await sendOne(channel, usageRecord());
    expect(twin.usage()).toHaveLength(1);
    const [request] = transport.requests;
    expect(read(request?.signature ?? "")).toMatchObject({ code: merchantCode, algo: algorithm });
    expect(request?.signature).not.toContain(secretKey);
  });

  it("are made afresh for each attempt, so that a long wait does not spoil them", async () => {
    const clock = createFakeClock(Date.UTC(2026, 10, 1, 12));
    const transport = createRecordingTransport();
    const { channel, twin } = await open({ options: { clock, transport, retries: 3 }, clock });
    // Three waits of nearly five minutes are more than the ten that the twin lets a signature last.
    twin.arm({ kind: "rate-limit", retryAfter: 290, times: 3 });
    await sendOne(channel, usageRecord());
    const dates = transport.requests.map(({ signature }) => read(signature)["date"]);
    expect(dates).toEqual([
      "2026-11-01 12:00:00",
      "2026-11-01 12:04:50",
      "2026-11-01 12:09:40",
      "2026-11-01 12:14:30",
    ]);
    expect(new Set(transport.requests.map(({ signature }) => signature)).size).toBe(4);
    expect(twin.usage()).toHaveLength(1);
  });

  it("with a wrong key are refused without showing it", async () => {
    const { channel, twin } = await open({ options: { secretKey: "a-wrong-secret" } });
    const failure = await channel
      .send(onlyDelivery(channel, [usageRecord()]))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(JSON.stringify(failure) + String(failure)).not.toContain("a-wrong-secret");
    expect(twin.usage()).toEqual([]);
  });
});
