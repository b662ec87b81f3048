import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLocalTime, toExclusiveEnd, toInstant } from "./local-time.ts";

const utc = (text: string) => new Date(text).getTime();

describe("isLocalTime", () => {
  it.each(["2026-10-01 00:00:00", "2028-02-29 23:59:59"])("takes %s", (text) => {
    expect(isLocalTime(text)).toBe(true);
  });

  it.each([
    "2026-10-01",
    "2026-10-01T00:00:00",
    "2026-10-01 24:00:00",
    "2026-02-29 00:00:00",
    "2026-10-1 00:00:00",
    "",
  ])("refuses %j", (text) => {
    expect(isLocalTime(text)).toBe(false);
  });
});

describe("toInstant", () => {
  const zone = "Europe/Bucharest";

  it.each([
    ["2026-10-24 12:00:00", "2026-10-24T09:00:00Z"],
    ["2026-10-26 12:00:00", "2026-10-26T10:00:00Z"],
    ["2026-10-25 02:59:59", "2026-10-24T23:59:59Z"],
    ["2026-10-25 04:00:00", "2026-10-25T02:00:00Z"],
  ])("reads %s as %s", (text, instant) => {
    expect(toInstant(text, zone)).toBe(utc(instant));
  });

  it("takes the first of two instants that show the same time", () => {
    expect(toInstant("2026-10-25 03:30:00", zone)).toBe(utc("2026-10-25T00:30:00Z"));
  });

  it("reads a skipped time with the offset from before the gap", () => {
    expect(toInstant("2026-03-29 03:30:00", zone)).toBe(utc("2026-03-29T01:30:00Z"));
  });

  it("gives every whole second of UTC back", () => {
    const seconds = fc.integer({ min: utc("2000-01-01Z") / 1000, max: utc("2100-01-01Z") / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const text = new Date(second * 1000).toISOString().slice(0, 19).replace("T", " ");
        expect(isLocalTime(text)).toBe(true);
        expect(toInstant(text, "UTC")).toBe(second * 1000);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe("toExclusiveEnd", () => {
  it("moves an end at second 59 to the next minute and no other", () => {
    expect(toExclusiveEnd(utc("2026-10-31T23:59:59Z"))).toBe(utc("2026-11-01T00:00:00Z"));
    expect(toExclusiveEnd(utc("2026-10-31T23:59:58Z"))).toBe(utc("2026-10-31T23:59:58Z"));
    expect(toExclusiveEnd(utc("2026-11-01T00:00:00Z"))).toBe(utc("2026-11-01T00:00:00Z"));
  });
});
