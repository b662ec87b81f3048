import type { TwinUsage } from "@usage-billing/twins";
import { describe, expect, it } from "vitest";
import { compare } from "./compare.ts";
import { makeSample, type SampleRow } from "./sample.ts";

const held = (rows: readonly SampleRow[]): readonly TwinUsage[] =>
  rows.map((row, at) => ({
    channel: row.channel,
    subscription: row.subscription,
    meter: row.channel === "rebilly" ? null : row.meter,
    quantity: row.quantity,
    start: row.start,
    end: row.end,
    recordId: null,
    description: row.note,
    status: "billed",
    reference: String(at),
  }));

describe("the sample", () => {
  const rows = makeSample();

  it("is the same in every run, and has an id of its own for every record", () => {
    expect(makeSample()).toEqual(rows);
    expect(new Set(rows.map(({ recordId }) => recordId)).size).toBe(rows.length);
  });

  it("is a real month: three channels, decimals, a start on the 15th, a day of 25 hours", () => {
    expect(rows.length).toBeGreaterThanOrEqual(3_000);
    expect(new Set(rows.map(({ channel }) => channel)).size).toBe(3);
    expect(rows.some(({ quantity }) => quantity.includes("."))).toBe(true);
    expect(rows.some(({ start }) => start === "2026-10-15T10:30:00Z")).toBe(true);
    const hours = rows.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000);
    expect(hours).toContain(25);
    expect(rows.some(({ note }) => note === "東京")).toBe(true);
  });
});

describe("the comparison", () => {
  const rows = makeSample();
  const all = held(rows);
  const isEqual = (usage: readonly TwinUsage[]) =>
    compare(rows, usage).every((line) => line.isEqual);
  const [first, ...others] = all;
  if (first === undefined) throw new Error("the sample is empty");

  it("finds a record that is doubled, lost or altered, or that only balances another one", () => {
    expect(isEqual(all)).toBe(true);
    expect(isEqual([...all, first])).toBe(false);
    expect(isEqual(others)).toBe(false);
    expect(isEqual([{ ...first, quantity: "0.0001" }, ...others])).toBe(false);
    expect(isEqual([{ ...first, start: "2026-10-02T00:00:00Z" }, ...others])).toBe(false);
  });

  it("takes what was rejected for not held, and counts what is billed", () => {
    expect(isEqual([{ ...first, status: "rejected" }, ...others])).toBe(false);
    const lines = compare(rows, [{ ...first, status: "accepted" }, ...others]);
    expect(lines.every((line) => line.isEqual)).toBe(true);
    expect(lines.reduce((sum, { billed }) => sum + billed, 0)).toBe(rows.length - 1);
  });
});
