import { AuthenticationError } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { describeError, readError, toBodyError } from "./describe-error.ts";

describe("describeError", () => {
  it.each([
    [{ error_code: "X", message: "no" }, "X: no"],
    [{ message: "no" }, "no"],
    [{}, ""],
  ])("puts %o into words", (body, words) => {
    expect(describeError(body)).toBe(words);
  });
});

describe("readError", () => {
  it.each([
    [{ error_code: "X", message: "no" }, "X: no"],
    [{ Items: [] }, undefined],
    [[{ error_code: "X" }], undefined],
    [null, undefined],
    ["error_code", undefined],
  ])("looks for an error in %o", (body, words) => {
    expect(readError(body)).toBe(words);
  });
});

describe("toBodyError", () => {
  const answer = { channel: "twocheckout", operation: "addSubscriptionUsages", isWrite: true };

  it.each([
    ["AUTHENTICATION_ERROR: no", 401, true],
    ["FORBIDDEN", 401, true],
    ["INVALID: no", 400, false],
    ["INVALID: FORBIDDEN words", 400, false],
  ])("gives %s the status %i", (detail, status, isAuthentication) => {
    const error = toBodyError({ ...answer, detail });
    expect(error.status).toBe(status);
    expect(error instanceof AuthenticationError).toBe(isAuthentication);
    expect(error.outcomeUnknown).toBe(false);
    expect(error.inOwnForm).toBe(true);
  });
});
