import { describe, expect, it } from "vitest";
import { readCredentials, readVariable, variableName } from "./credentials.ts";

describe("credentials", () => {
  it("stand in variables named after the channel's id", () => {
    expect(variableName("rebilly-eu", "API_KEY")).toBe("USAGE_BILLING_REBILLY_EU_API_KEY");
  });

  it("are read without the line break that a secret store may add", () => {
    const environment = { USAGE_BILLING_A_API_KEY: "key\n", USAGE_BILLING_A_BASE_URL: " " };
    expect(readCredentials(environment, "a", ["API_KEY", "TOKEN"])).toEqual({ API_KEY: "key" });
    expect(readVariable(environment, "a", "BASE_URL")).toBeUndefined();
  });

  it("are missed with the names of the variables that could hold them", () => {
    expect(() => readCredentials({}, "a", ["API_KEY", "TOKEN"])).toThrow(
      /channel "a" has no credential.*USAGE_BILLING_A_API_KEY or USAGE_BILLING_A_TOKEN/,
    );
  });
});
