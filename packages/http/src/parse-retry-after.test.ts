import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./parse-retry-after.ts";

const NOW = Date.UTC(2026, 9, 31, 23, 59, 30);

function read(headers: Record<string, string>, now: number = NOW): number | undefined {
  return parseRetryAfter(new Headers(headers), now);
}

describe("parseRetryAfter", () => {
  it.each([
    ["seconds", { "retry-after": "120" }, 120_000],
    ["no wait at all", { "retry-after": "0" }, 0],
    ["a date", { "retry-after": "Sun, 01 Nov 2026 00:00:00 GMT" }, 30_000],
    ["a date of the older form", { "retry-after": "Sunday, 01-Nov-26 00:00:00 GMT" }, 30_000],
    ["a date without a zone", { "retry-after": "Sun Nov  1 00:00:00 2026" }, 30_000],
    ["a date that is over", { "retry-after": "Sat, 31 Oct 2026 00:00:00 GMT" }, 0],
    ["seconds since 1970", { "x-ratelimit-retry-after": "1793491230" }, 60_000],
    ["seconds since 1970 that are over", { "x-ratelimit-retry-after": "1713187500" }, 0],
    ["the longer of two", { "retry-after": "5", "x-ratelimit-retry-after": "1793491230" }, 60_000],
  ])("reads %s", (_case, headers, wait) => {
    expect(read(headers)).toBe(wait);
  });

  it.each(["", "-1", "soon", "5 minutes", "1e3", "Sun, 99 Xyz 2026 00:00:00 GMT", "2026-11-01"])(
    "does not guess what %o means",
    (text) => {
      expect(read({ "retry-after": text, "x-ratelimit-retry-after": text })).toBeUndefined();
    },
  );

  it("takes no wait without an end for one", () => {
    const endless = "9".repeat(400);
    expect(read({ "retry-after": endless, "x-ratelimit-retry-after": endless })).toBeUndefined();
    expect(read({ "retry-after": "5", "x-ratelimit-retry-after": endless })).toBe(5000);
  });

  it.each([
    ["retry-after", " 5 ", 5_000],
    ["x-ratelimit-retry-after", " 1793491230 ", 60_000],
  ])("reads %s also from headers that keep spaces", (header, text, wait) => {
    const headers = { get: (name: string) => (name === header ? text : null) };
    expect(parseRetryAfter(headers, NOW)).toBe(wait);
  });

  it("gives a finite wait of at least zero or nothing, whatever a header holds", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme-ascii" }),
      fc.stringMatching(/^[0-9]{1,400}$/),
    );
    fc.assert(
      fc.property(text, text, (first, second) => {
        const headers = { get: (name: string) => (name === "retry-after" ? first : second) };
        const wait = parseRetryAfter(headers, NOW);
        expect(wait === undefined || (wait >= 0 && Number.isFinite(wait))).toBe(true);
      }),
      { seed: 20261031 },
    );
  });

  it("reads the same wait from all three dialects", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), (seconds) => {
        const date = new Date(NOW + seconds * 1000).toUTCString();
        const epoch = String(NOW / 1000 + seconds);
        expect(read({ "retry-after": String(seconds) })).toBe(seconds * 1000);
        expect(read({ "retry-after": date })).toBe(seconds * 1000);
        expect(read({ "x-ratelimit-retry-after": epoch })).toBe(seconds * 1000);
      }),
      { seed: 20261031 },
    );
  });
});
