import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

describe("describeError", () => {
  it.each([
    [
      { type: "about:blank", title: "Conflict", detail: "Hard limit reached" },
      "Hard limit reached",
    ],
    [
      { error_code: "VAL_001", errors: ["name: required", "period: bad"] },
      "name: required; period: bad",
    ],
    [{ error_code: null, errors: [{ detail: "one" }, { title: "two" }] }, "one; two"],
    [
      { error_code: "AUTHENTICATION_ERROR", message: " Authentication\n needed " },
      "Authentication needed",
    ],
    [{ error_code: "USG_011" }, "USG_011"],
    [{ title: "", status: 409 }, '{"title":"","status":409}'],
    ["plain text", "plain text"],
    ["<!DOCTYPE html><title> Gone </title>", 'an HTML page, "Gone"'],
    ["<html><body>no title</body></html>", "an HTML page"],
    [" \n<html><title lang='en'>Bad</title>", 'an HTML page, "Bad"'],
    ["<html><title></title>", "an HTML page"],
    ["see <html>", "see <html>"],
    ["x<body>", "x<body>"],
    [{ detail: "  ", title: "Conflict" }, "Conflict"],
    [{ errors: [], error_code: "E_1" }, "E_1"],
    [["bad", "worse"], '["bad","worse"]'],
    [{}, ""],
    ["", ""],
    [undefined, ""],
    [null, ""],
    [500, "500"],
  ])("puts %o into words", (body, words) => {
    expect(describeError(body)).toBe(words);
  });

  it("keeps to one line of bounded length", () => {
    expect(describeError("a\n".repeat(5_000))).toHaveLength(501);
    expect(describeError("a".repeat(500))).toBe("a".repeat(500));
    expect(describeError({ errors: Array.from({ length: 999 }, () => "wrong") })).toHaveLength(501);
  });
});
