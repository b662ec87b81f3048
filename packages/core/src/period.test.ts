import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPeriod, formatInstant, formatPeriod, parseInstant } from "./period.ts";

const SEED = 20261101;

describe("parseInstant", () => {
  it.each([
    ["2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z"],
    ["2026-10-01 02:00:00+02:00", "2026-10-01T00:00:00Z"],
    ["2026-10-25T02:30:00+0300", "2026-10-24T23:30:00Z"],
    ["2026-02-28T23:59:59.25-05:00", "2026-03-01T04:59:59.250Z"],
    ["2028-02-29T12:00Z", "2028-02-29T12:00:00Z"],
    ["2026-10-01T00:00:00.123000Z", "2026-10-01T00:00:00.123Z"],
    ["2026-10-01t00:00:00z", "2026-10-01T00:00:00Z"],
    ["2026-10-01T00:00+02:00", "2026-09-30T22:00:00Z"],
  ])("reads %s as %s", (text, utc) => {
    expect(formatInstant(parseInstant(text))).toBe(utc);
  });

  it.each([
    ["2026-10-01T00:00:00", /no zone/],
    ["2026-10-01", /date without a time/],
    ["", /empty/],
    ["  ", /empty/],
    ["01.10.2026 00:00", /ISO 8601/],
    ["on 2026-10-01", /ISO 8601/],
    ["2026-10-01 noon", /ISO 8601/],
    ["on 2026-10-01T00:00:00Z", /ISO 8601/],
    ["2026-10-01T00:00:00Z or so", /ISO 8601/],
    ["2026-10-01T00:00:00.1234567890Z", /ISO 8601/],
    ["2026-02-30T00:00:00Z", /exists/],
    ["2027-02-29T00:00:00Z", /exists/],
    ["2026-13-01T00:00:00Z", /exists/],
    ["2026-00-01T00:00:00Z", /exists/],
    ["2026-10-00T00:00:00Z", /exists/],
    ["0026-10-01T00:00:00Z", /exists/],
    ["2026-10-01T24:00:00Z", /exists/],
    ["2026-10-01T00:60:00Z", /exists/],
    ["2026-10-01T00:00:60Z", /exists/],
    ["2026-10-01T00:00:00+15:00", /exists/],
    ["2026-10-01T00:00:00.0001Z", /finer/],
    ["1760000000", /ISO 8601/],
  ])("refuses %j and says why", (text, reason) => {
    expect(() => parseInstant(text)).toThrow(reason);
  });

  it("reads back what it prints, whatever the instant", () => {
    const instants = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instants, (instant) => parseInstant(formatInstant(instant)) === instant),
      { seed: SEED },
    );
  });

  it("reads the form that is kept and any other form alike, whatever the digits", () => {
    const digits = (most: number, width: number) =>
      fc.nat(most).map((number) => String(number).padStart(width, "0"));
    const read = (text: string) => {
      try {
        return parseInstant(text);
      } catch (error) {
        return (error as Error).message.replace(text, "");
      }
    };
    fc.assert(
      fc.property(
        ...[digits(9999, 4), digits(13, 2), digits(32, 2), digits(25, 2), digits(61, 2)],
        digits(61, 2),
        (year, month, day, hour, minute, second) => {
          const time = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
          expect(read(`${time}Z`)).toBe(read(`${time}.0Z`));
        },
      ),
      { seed: SEED, numRuns: 2_000 },
    );
  });

  it("gives the same instant for every way to write the offset", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }),
        fc.integer({ min: -14 * 60, max: 14 * 60 }),
        (seconds, offset) => {
          const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
          const sign = offset < 0 ? "-" : "+";
          const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
          const zone = `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
          return parseInstant(`${local}${sign}${zone}`) === seconds * 1000;
        },
      ),
      { seed: SEED },
    );
  });
});

describe("createPeriod", () => {
  it("takes a half-open period and prints it", () => {
    const period = createPeriod(
      parseInstant("2026-10-01T00:00Z"),
      parseInstant("2026-11-01T00:00Z"),
    );
    expect(formatPeriod(period)).toBe("2026-10-01T00:00:00Z/2026-11-01T00:00:00Z");
  });

  it("takes equal ends as one instant", () => {
    expect(createPeriod(5000, 5000)).toEqual({ start: 5000, end: 5000 });
  });

  it("refuses an end before the start and names both", () => {
    expect(() => createPeriod(86_400_000, 0)).toThrow(
      /1970-01-01T00:00:00Z.*before the start 1970-01-02T00:00:00Z/,
    );
  });
});
