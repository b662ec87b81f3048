import { formatInstant } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNumberCell, fromTimeCell } from "./from-cell.ts";

describe("fromNumberCell", () => {
  it.each([
    ["7.0", "7"],
    ["4.0000", "4"],
    ["123456789012345", "123456789012345"],
    ["99999999.999", "99999999.999"],
    ["1E-8", "0.00000001"],
    ["1E-006", "0.000001"],
    ["1.5e-7", "0.00000015"],
    ["-2.5E+3", "-2500"],
    ["1.2345E2", "123.45"],
    [" 3 ", "3"],
  ])("reads %s as %s", (text, exact) => {
    expect(fromNumberCell(text).toString()).toBe(exact);
  });

  it("reads what a float prints as the same number", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999 }),
        fc.integer({ min: -20, max: 12 }),
        (digits, exponent) => {
          const value = Number(`${digits}e${exponent}`);
          expect(Number(fromNumberCell(String(value)).toString())).toBe(value);
          const scientific = value.toExponential();
          expect(Number(fromNumberCell(scientific).toString())).toBe(value);
        },
      ),
      { seed: 20261001, numRuns: 1000 },
    );
  });

  it.each(["", "null", "1,5", "NaN", "0x10", "1e9999"])("refuses %j", (text) => {
    expect(() => fromNumberCell(text)).toThrow();
  });
});

describe("fromTimeCell", () => {
  it.each([
    ["2026-10-01 00:00:00", "2026-10-01T00:00:00.000Z"],
    ["2019-11-04 9:21:39", "2019-11-04T09:21:39.000Z"],
    [" 2026-10-01 9:05 ", "2026-10-01T09:05:00.000Z"],
    ["2026-10-01 9:05", "2026-10-01T09:05:00.000Z"],
    ["2020-01-27T14:17:06+00:00", "2020-01-27T14:17:06.000Z"],
  ])("reads %s", (text, instant) => {
    expect(new Date(fromTimeCell(text)).toISOString()).toBe(instant);
    expect(formatInstant(fromTimeCell(text)).slice(0, 19)).toBe(instant.slice(0, 19));
  });

  it.each(["", "01-10-2026 00:00:00", "2026-02-30 00:00:00", "45931.5", "2026-10-01 25:00:00"])(
    "refuses %j",
    (text) => {
      expect(() => fromTimeCell(text)).toThrow();
    },
  );
});
