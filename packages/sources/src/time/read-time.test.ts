import { formatInstant } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { createReadTime } from "./read-time.ts";

describe("createReadTime", () => {
  it.each([
    ["2026-10-01T00:00:00+02:00", undefined, "2026-09-30T22:00:00Z"],
    ["2026-10-01 00:00:00+00", undefined, "2026-10-01T00:00:00Z"],
    ["2026-10-01 00:00:00.25-03", "Europe/Madrid", "2026-10-01T03:00:00.250Z"],
    ["2026-10-01 00:00:00", "Europe/Madrid", "2026-09-30T22:00:00Z"],
    ["2026-10-01", "America/New_York", "2026-10-01T04:00:00Z"],
  ])("reads %s with zone %s", (text, zone, instant) => {
    const read = createReadTime(zone);
    expect([formatInstant(read(text)), formatInstant(read(text))]).toEqual([instant, instant]);
  });

  it.each([
    ["2026-10-01 00:00:00", undefined, /has no zone/],
    ["2026-10-25 02:30:00", "Europe/Madrid", /comes twice or never/],
    ["2026-03-29 02:30:00", "Europe/Madrid", /comes twice or never/],
    ["2026-02-29", "Europe/Madrid", /is not a time that exists/],
    ["2026-10-01 00:00:00.1234567", "UTC", /finer than a millisecond/],
    ["yesterday", "UTC", /is not an ISO 8601 time/],
  ])("refuses %s with zone %s", (text, zone, message) => {
    expect(() => createReadTime(zone)(text)).toThrow(message);
  });
});
