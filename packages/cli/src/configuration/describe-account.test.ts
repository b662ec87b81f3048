import { describe, expect, it } from "vitest";
import type { ChannelConfiguration } from "./configuration.ts";
import { describeAccount } from "./describe-account.ts";

const rebilly: ChannelConfiguration = { api: "rebilly", organizationId: "org_1" };
const connect: ChannelConfiguration = { api: "connect", product: "PRD-1" };
const checkout: ChannelConfiguration = { api: "twocheckout", merchantCode: "M1", timeZone: "UTC" };

describe("describeAccount", () => {
  it.each<[ChannelConfiguration, string | undefined]>([
    [rebilly, "organization org_1 at api.rebilly.com"],
    [{ ...rebilly, baseUrl: "https://API.rebilly.com/" }, "organization org_1 at api.rebilly.com"],
    [{ ...rebilly, baseUrl: "https://user:secret@x.test:8443/y" }, "organization org_1 at x.test"],
    [{ ...rebilly, baseUrl: "http://127.0.0.1:4010" }, "organization org_1 at this machine"],
    [connect, "product PRD-1 at api.connect.cloudblue.com"],
    [{ api: "connect" }, undefined],
    [checkout, "merchant M1 at api.2checkout.com"],
  ])("%j is %s", (channel, account) => {
    expect(describeAccount("it", channel, {})).toBe(account);
  });

  it("takes the server that the environment names", () => {
    const environment = { USAGE_BILLING_IT_BASE_URL: "https://sandbox.test" };
    expect(describeAccount("it", rebilly, environment)).toBe("organization org_1 at sandbox.test");
  });
});
