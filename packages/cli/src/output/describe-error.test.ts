import { AuthenticationError, RateLimitError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

const ANSWER = { channel: "rebilly", operation: "createUsage", isWrite: true };

describe("describeError", () => {
  it("says where the name of a credential's variable is found", () => {
    const error = new AuthenticationError({ ...ANSWER, status: 401, detail: "The key is wrong" });
    expect(describeError(error)).toBe(
      'rebilly answered createUsage with 401: The key is wrong. Check the credential: "usage-billing channels" names its environment variable.',
    );
  });

  it("says how long to wait", () => {
    const answer = { ...ANSWER, status: 429, detail: "Too many writes.", retryAfter: 59_001 };
    expect(describeError(new RateLimitError(answer))).toBe(
      "rebilly answered createUsage with 429: Too many writes. It asks to wait 60 s before the next try.",
    );
  });

  it("leaves other errors as they are, on one line", () => {
    expect(describeError(new Error("first\nsecond"))).toBe("first\\nsecond");
  });
});
