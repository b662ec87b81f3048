import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDescription, toDescription } from "./description.ts";

describe("toDescription", () => {
  it("puts the record id after the note", () => {
    expect(toDescription("r-1", "API calls in August")).toBe("API calls in August [ub:r-1]");
    expect(toDescription("r-1")).toBe("[ub:r-1]");
  });

  it("cuts a long note and never the record id", () => {
    const description = toDescription("r-1", "ü".repeat(400));
    expect(description).toHaveLength(255);
    expect(description).toMatch(/ü… \[ub:r-1\]$/);
  });

  it("cuts no note that just fits, and gives up one that has no room for two letters", () => {
    const fitting = "n".repeat(255 - "[ub:r-1]".length - 1);
    expect(toDescription("r-1", fitting)).toBe(`${fitting} [ub:r-1]`);
    expect(toDescription("r-1", `${fitting}n`)).toBe(`${fitting.slice(0, -1)}… [ub:r-1]`);
    const [roomy, full] = ["r".repeat(247), "r".repeat(248)];
    expect(toDescription(roomy, "note")).toBe(`n… [ub:${roomy}]`);
    expect(toDescription(full, "note")).toBe(`[ub:${full}]`);
  });

  it("does not tear a letter of two code units", () => {
    const description = toDescription("r-1", "🚀".repeat(200));
    expect(description).toBe(`${"🚀".repeat(122)}… [ub:r-1]`);
    expect(parseDescription(description).recordId).toBe("r-1");
  });

  it("gives every record id back, whatever the note says", () => {
    const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.string({ unit: "grapheme", maxLength: 400 }), (recordId, note) => {
        const description = toDescription(recordId, note);
        expect(parseDescription(description).recordId).toBe(recordId);
        expect(description.length).toBeLessThanOrEqual(255);
      }),
      { seed: 20261101, numRuns: 1_000 },
    );
  });
});

describe("parseDescription", () => {
  it.each([
    ["a note alone", "by hand", { note: "by hand" }],
    ["nothing", null, {}],
    ["nothing at all", undefined, {}],
    ["a token in the middle", "see [ub:x] there", { note: "see [ub:x] there" }],
    ["two tokens", "copy of [ub:a] [ub:b]", { recordId: "b", note: "copy of [ub:a]" }],
    ["a token that is no encoding", "[ub:50%]", { recordId: "50%" }],
  ])("reads %s", (_case, text, parsed) => {
    expect(parseDescription(text)).toStrictEqual(parsed);
  });

  it.each([
    ["spaces around the token", "note  [ub:a]  ", { recordId: "a", note: "note" }],
    ["a token with a space", "[ub:a b]", { note: "[ub:a b]" }],
    ["an empty token", "[ub:]", { note: "[ub:]" }],
    ["an encoded id", "[ub:a%20b%5D]", { recordId: "a b]" }],
  ])("reads %s", (_case, text, parsed) => {
    expect(parseDescription(text)).toEqual(parsed);
  });
});
