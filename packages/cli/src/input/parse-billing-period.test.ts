import { formatPeriod } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { parseBillingPeriod } from "./parse-billing-period.ts";

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
