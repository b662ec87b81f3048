import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { makeSample, type SampleRow } from "./sample.ts";
import { makeStatement } from "./statement.ts";

const held = (rows: readonly SampleRow[]) =>
  rows.map((row, at) => ({
    channel: row.channel,
    subscription: row.subscription,
    meter: row.channel === "rebilly" ? null : row.meter,
    quantity: row.quantity,
    start: row.start,
    end: row.end,
    recordId: null,
    description: row.note,
    status: "accepted",
    reference: String(at),
  }));

describe("the sample", () => {
  const rows = makeSample();

  it("is what usage.csv holds", () => {
    const file = readFileSync(join(import.meta.dirname, "../usage.csv"), "utf8");
    expect(`${Papa.unparse([...rows], { newline: "\n" })}\n`).toBe(file);
  });

  it("is a real month: three channels, decimals, a start on the 15th, a day of 25 hours", () => {
    expect(rows.length).toBeGreaterThanOrEqual(2_000);
    expect(new Set(rows.map(({ channel }) => channel)).size).toBe(3);
    expect(rows.some(({ quantity }) => quantity.includes("."))).toBe(true);
    expect(rows.some(({ start }) => start === "2026-10-15T10:30:00Z")).toBe(true);
    const hours = rows.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / 3_600_000);
    expect(hours).toContain(25);
    expect(rows.some(({ note }) => note === "東京")).toBe(true);
  });

  it("balances against itself, and not when one record is doubled, lost or altered", () => {
    const all = held(rows);
    const isBalanced = (pieces: typeof all) =>
      makeStatement(rows, pieces).every(({ isEqual }) => isEqual);
    const [first, ...others] = all;
    if (first === undefined) throw new Error("the sample is empty");
    expect(isBalanced(all)).toBe(true);
    expect(isBalanced([...all, first])).toBe(false);
    expect(isBalanced(others)).toBe(false);
    expect(isBalanced([{ ...first, quantity: "0.0001" }, ...others])).toBe(false);
  });
});
