import { describe, expect, it } from "vitest";
import { describeProblem } from "./describe-problem.ts";

describe("describeProblem", () => {
  it.each<[unknown, string]>([
    [{ title: "Conflict", detail: "Hard limit reached." }, "Hard limit reached."],
    [{ title: "Conflict" }, "Conflict"],
    [{ title: "Conflict", detail: "" }, "Conflict"],
    [
      {
        detail: "Some fields are wrong.",
        invalidFields: [
          { field: "quantity", message: "is too small" },
          { field: "quantity", message: "has too many decimals" },
        ],
      },
      "Some fields are wrong.; quantity: is too small; quantity: has too many decimals",
    ],
    [{ invalidFields: [{ field: "usageTime" }, { message: "odd" }] }, "usageTime; odd"],
    [{ invalidFields: "none" }, ""],
    [{}, ""],
    [[], ""],
  ])("puts %j into words", (body, words) => {
    expect(describeProblem(body)).toBe(words);
  });
});
