import { describe, expect, it } from "vitest";
import { toCredentialHeader } from "./to-credential-header.ts";

describe("toCredentialHeader", () => {
  it("sends an API key as REB-APIKEY and a token as bearer", () => {
    expect(toCredentialHeader({ apiKey: "sk_1" })).toEqual(["REB-APIKEY", "sk_1"]);
    expect(toCredentialHeader({ token: "a.b.c" })).toEqual(["Authorization", "Bearer a.b.c"]);
    expect(toCredentialHeader({ apiKey: undefined, token: "a.b.c" })).toEqual([
      "Authorization",
      "Bearer a.b.c",
    ]);
  });

  it("refuses both and neither", () => {
    expect(() => toCredentialHeader({ apiKey: "sk_1", token: "a.b.c" })).toThrow(/not both/);
    expect(() => toCredentialHeader({})).toThrow(/an apiKey or a token/);
  });

  it.each([
    ["apiKey", ""],
    ["apiKey", "sk_1\n"],
    ["token", "secret word"],
    ["token", "sécret"],
  ])("refuses an unusable %s without repeating it", (option, value) => {
    const attempt = () => toCredentialHeader({ [option]: value });
    expect(attempt).toThrow(
      new TypeError(`createRebillyClient: ${option} must be visible ASCII without blanks`),
    );
  });
});
