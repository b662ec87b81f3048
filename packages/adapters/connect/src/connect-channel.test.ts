import { MissingConfigurationError } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { fileDefaults, usageRecord } from "./__fixtures__/usage-record.ts";
import { createConnectChannel } from "./connect-channel.ts";

describe("createConnectChannel", () => {
  it("names the option and the variable of a missing key", () => {
    expect(() => createConnectChannel({ id: "connect-eu", apiKey: " " })).toThrow(
      /apiKey, or the environment variable USAGE_BILLING_CONNECT_EU_API_KEY/,
    );
  });

  it("names a key or an address that cannot be used, without showing it", () => {
    const create = () => createConnectChannel({ apiKey: "s3cret key" });
    expect(create).toThrow(MissingConfigurationError);
    expect(create).not.toThrow(/s3cret/);
    expect(() => createConnectChannel({ apiKey: "SU-1:k", baseUrl: "/v1" })).toThrow(/baseUrl/);
  });

  it("checks and plans by its options, without a connection", () => {
    const channel = createConnectChannel({
      ...fileDefaults,
      id: "eu",
      apiKey: "SU-1:k",
      currency: "EUR",
    });
    expect(channel.id).toBe("eu");
    expect(channel.check(usageRecord())).toEqual([]);
    expect(channel.deliveryKey(usageRecord())).toContain("/EUR/2026-10");
    expect(channel.plan([usageRecord()])[0]).toMatchObject({ channel: "eu" });
  });

  it("spreads what it tries again by the numbers that it was given", async () => {
    const clock = createFakeClock();
    const baseUrl = "http://127.0.0.1:1";
    const channel = createConnectChannel({ apiKey: "SU-1:k", baseUrl, clock, random: () => 0.5 });
    const listed = Array.fromAsync(channel.list({ from: 0, to: 1 }));
    await expect(listed).rejects.toMatchObject({ code: "CHANNEL_CONNECTION" });
    expect(clock.sleeps).toEqual([250, 500, 1_000]);
  });
});
