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

  it.each(["key\nx", "kéy", "key\u200b"])("are refused as %j, by name only", (value) => {
    const read = () => readCredentials({ USAGE_BILLING_A_API_KEY: value }, "a", ["API_KEY"]);
    expect(read).toThrow(/variable USAGE_BILLING_A_API_KEY holds a line break or a letter/);
    expect(read).not.toThrow(/k[eé]y/);
  });

  it("are missed with the names of the variables that could hold them", () => {
    expect(() => readCredentials({}, "a", ["API_KEY", "TOKEN"])).toThrow(
      /channel "a" has no credential.*USAGE_BILLING_A_API_KEY or USAGE_BILLING_A_TOKEN/,
    );
  });
});
