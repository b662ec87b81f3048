import { parseInstant } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createAccountTime, isUnambiguous } from "./account-time.ts";

const ZONES = [
  "UTC",
  "Europe/Bucharest",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Africa/Casablanca",
];
const HOUR = 3_600;
const SEED = { seed: 20261025, numRuns: 2_000 };
const bucharest = createAccountTime("Europe/Bucharest");

function period(start: string, end: string) {
  return { start: parseInstant(start), end: parseInstant(end) };
}

const zones = fc.constantFrom(...ZONES);
/** Whole seconds from 2000 to 2038. */
const seconds = fc.integer({ min: 946_684_800, max: 2_145_916_800 });
const lengths = fc.oneof(
  fc.integer({ min: 2, max: 3 * HOUR }),
  fc.constantFrom(0, HOUR, 24 * HOUR, 31 * 24 * HOUR),
);

describe("createAccountTime", () => {
  it.each([
    [
      "a day",
      "2026-10-01T21:00:00Z",
      "2026-10-02T21:00:00Z",
      "2026-10-02 00:00:00",
      "2026-10-02 23:59:59",
    ],
    [
      "the day that clocks go back",
      "2026-10-24T21:00:00Z",
      "2026-10-25T22:00:00Z",
      "2026-10-25 00:00:00",
      "2026-10-25 23:59:59",
    ],
    [
      "the day that clocks go forward",
      "2027-03-27T22:00:00Z",
      "2027-03-28T21:00:00Z",
      "2027-03-28 00:00:00",
      "2027-03-28 23:59:59",
    ],
    [
      "an instant",
      "2026-10-01T21:00:00Z",
      "2026-10-01T21:00:00Z",
      "2026-10-02 00:00:00",
      "2026-10-02 00:00:00",
    ],
    [
      "both of the repeated hours",
      "2026-10-25T00:00:00Z",
      "2026-10-25T02:00:00Z",
      "2026-10-25 03:00:00",
      "2026-10-25 03:59:59",
    ],
  ])("writes %s in Bucharest's time and reads it back", (_case, from, to, start, end) => {
    const whole = period(from, to);
    expect(bucharest.toAccount(whole)).toEqual({ start, end });
    expect(bucharest.fromAccount({ start, end })).toEqual(whole);
  });

  it("reads back what it wrote, wherever the times stand for one period", () => {
    let told = 0;
    fc.assert(
      fc.property(zones, seconds, lengths, (zone, at, length) => {
        const time = createAccountTime(zone);
        const whole = { start: at * 1_000, end: (at + length) * 1_000 };
        const written = time.toAccount(whole);
        if (!isUnambiguous(time, whole)) return;
        told += 1;
        expect(time.fromAccount(written)).toEqual(whole);
      }),
      SEED,
    );
    expect(told).toBeGreaterThan(1_900);
  });

  it("agrees with the platform's own time zones", () => {
    fc.assert(
      fc.property(zones, seconds, (timeZone, at) => {
        const platform = new Intl.DateTimeFormat("sv-SE", {
          timeZone,
          dateStyle: "short",
          timeStyle: "medium",
        });
        const { start } = createAccountTime(timeZone).toAccount({
          start: at * 1_000,
          end: at * 1_000,
        });
        expect(start).toBe(platform.format(at * 1_000));
      }),
      SEED,
    );
  });

  it("finds ambiguity only around clocks that are set back", () => {
    fc.assert(
      fc.property(zones, seconds, lengths, (zone, at, length) => {
        const time = createAccountTime(zone);
        const local = (second: number) =>
          time.toAccount({ start: second * 1_000, end: second * 1_000 }).start;
        const near = [at, at + length].flatMap((second) => [second - 2 * HOUR, second + 2 * HOUR]);
        const isRegular = [0, 2].every(
          (index) =>
            Date.parse(`${local(near[index + 1] ?? 0)}Z`) -
              Date.parse(`${local(near[index] ?? 0)}Z`) ===
            4 * HOUR * 1_000,
        );
        const whole = { start: at * 1_000, end: (at + length) * 1_000 };
        expect(isRegular && !isUnambiguous(time, whole)).toBe(false);
      }),
      SEED,
    );
  });

  it("refuses a time zone that does not exist", () => {
    const make = () => createAccountTime("Europe/Atlantis");
    expect(make).toThrow(RangeError);
    expect(make).toThrow(expect.objectContaining({ cause: expect.any(RangeError) }));
  });
});
