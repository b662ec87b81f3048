import { formatPeriod } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { parseBillingPeriod, parseOptionalPeriod } from "./parse-billing-period.ts";

describe("parseBillingPeriod", () => {
  it.each([
    ["2026", "2026-01-01T00:00:00Z/2027-01-01T00:00:00Z"],
    ["2026-12", "2026-12-01T00:00:00Z/2027-01-01T00:00:00Z"],
    ["2028-02-29", "2028-02-29T00:00:00Z/2028-03-01T00:00:00Z"],
    [
      "2026-10-01T00:00:00+03:00/2026-11-01T00:00:00+02:00",
      "2026-09-30T21:00:00Z/2026-10-31T22:00:00Z",
    ],
  ])("reads %s", (text, period) => {
    expect(formatPeriod(parseBillingPeriod(text))).toBe(period);
  });

  it.each(["", "October", "2026-13", "2027-02-29", "2026-10-01/2026-11-01", "2026/2027/2028"])(
    'refuses "%s" and says what to give',
    (text) => {
      expect(() => parseBillingPeriod(text)).toThrow(/--period .*Give a month such as 2026-10/);
    },
  );

  it("counts the days of a time zone", () => {
    expect(formatPeriod(parseBillingPeriod("2026-10", "Europe/Berlin"))).toBe(
      "2026-09-30T22:00:00Z/2026-10-31T23:00:00Z",
    );
  });

  it("refuses a time zone that is not known", () => {
    expect(() => parseBillingPeriod("2026-10", "Mars/Olympus")).toThrow(
      '--zone "Mars/Olympus" is no time zone that is known. Give a name such as Europe/Berlin.',
    );
  });

  it("names the day that is none", () => {
    expect(() => parseBillingPeriod("2026-13")).toThrow(
      '--period "2026-13-01" is no day that exists.',
    );
  });

  it("refuses a period that ends before it has begun", () => {
    expect(() => parseBillingPeriod("2026-11-01T00:00:00Z/2026-10-01T00:00:00Z")).toThrow(
      /ends before it has begun/,
    );
  });
});

describe("parseOptionalPeriod", () => {
  it("reads what is given, and nothing when nothing is", () => {
    expect(parseOptionalPeriod({})).toBeUndefined();
    const given = { period: "2026-10-25", zone: "Europe/Bucharest" };
    expect(formatPeriod(parseOptionalPeriod(given) ?? { start: 0, end: 0 })).toBe(
      "2026-10-24T21:00:00Z/2026-10-25T22:00:00Z",
    );
  });

  it("refuses a zone without a period", () => {
    expect(() => parseOptionalPeriod({ zone: "Europe/Bucharest" })).toThrow(
      "--zone belongs to --period.",
    );
  });
});
