import { MissingConfigurationError } from "@usage-billing/core";
import { createFakeClock } from "@usage-billing/http/testing";
import { describe, expect, it } from "vitest";
import { createTwoCheckoutChannel } from "./two-checkout-channel.ts";

const options = { merchantCode: "ACME", secretKey: "the-secret-key", timeZone: "Europe/Bucharest" };

describe("createTwoCheckoutChannel", () => {
  it("makes a channel of the given id, or the API's", () => {
    expect(createTwoCheckoutChannel(options).id).toBe("twocheckout");
    expect(createTwoCheckoutChannel({ ...options, id: "verifone" }).id).toBe("verifone");
  });

  it.each([
    ["set the option merchantCode", { merchantCode: "" }],
    ["set the option merchantCode", { merchantCode: undefined as unknown as string }],
    ["set the option secretKey", { secretKey: " " }],
    ["set the option timeZone to the time zone of the account", { timeZone: "" }],
    ["Europe/Atlantis", { timeZone: "Europe/Atlantis" }],
    ["baseUrl", { baseUrl: "api.2checkout.com" }],
  ])("names what is missing or wrong: %s", (name, change) => {
    const make = () => createTwoCheckoutChannel({ ...options, ...change });
    expect(make).toThrow(MissingConfigurationError);
    expect(make).toThrow(new RegExp(name));
  });

  it("names the environment variable of a missing secret", () => {
    const make = () => createTwoCheckoutChannel({ ...options, id: "2co-eu", secretKey: "" });
    expect(make).toThrow(/USAGE_BILLING_2CO_EU_SECRET_KEY/);
  });

  it("spreads what it tries again by the numbers that it was given", async () => {
    const clock = createFakeClock();
    const baseUrl = "http://127.0.0.1:1";
    const channel = createTwoCheckoutChannel({ ...options, baseUrl, clock, random: () => 0.5 });
    const listed = Array.fromAsync(channel.list({ from: 0, to: 1, subscriptions: ["S-1"] }));
    await expect(listed).rejects.toMatchObject({ code: "CHANNEL_CONNECTION" });
    expect(clock.sleeps).toEqual([250, 500, 1_000]);
  });
});
