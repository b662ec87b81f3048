import { describe, expect, it } from "vitest";
import { fromConnectPeriod, fromConnectTime } from "./from-connect-time.ts";

describe("fromConnectTime", () => {
  it.each([
    ["2026-10-01T02:15:04.120931+00:00", Date.UTC(2026, 9, 1, 2, 15, 4, 120)],
    ["2026-10-01T02:15:04+02:00", Date.UTC(2026, 9, 1, 0, 15, 4)],
    ["2026-10-01T02:15:04+0200", Date.UTC(2026, 9, 1, 0, 15, 4)],
    ["2026-10-01T02:15:04Z", Date.UTC(2026, 9, 1, 2, 15, 4)],
    ["2026-10-01 02:15:04", Date.UTC(2026, 9, 1, 2, 15, 4)],
    ["2026-10-01", Date.UTC(2026, 9, 1)],
  ])("reads %s", (text, instant) => {
    expect(fromConnectTime(text)).toBe(instant);
  });

  it("refuses what is no time", () => {
    expect(() => fromConnectTime("yesterday")).toThrow(/not an ISO 8601 time/);
  });
});

describe("fromConnectPeriod", () => {
  it("ends after the last second", () => {
    expect(fromConnectPeriod("2026-10-01T00:00:00+00:00", "2026-10-31T23:59:59+00:00")).toEqual({
      start: Date.UTC(2026, 9, 1),
      end: Date.UTC(2026, 10, 1),
    });
  });

  it("keeps an instant", () => {
    const at = Date.UTC(2026, 9, 1);
    expect(fromConnectPeriod("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z")).toEqual({
      start: at,
      end: at,
    });
  });
});
