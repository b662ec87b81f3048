import { Quantity } from "@usage-billing/core";
import type { DayFigures, DaySeries, StatedPeriod } from "../../statement.ts";

/** The standings that a chart shows, from the axis outwards. */
export const CHARTED = ["billed", "accepted", "open", "disputed"] as const;

const DAY = 86_400_000;

/** More days than these are drawn as months. */
const MAXIMUM_DAYS = 124;

/** Which days or months a period has, and what each of its days is counted to. */
export interface Scale {
  readonly unit: "day" | "month";
  /** The days or months in order, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly labels: readonly string[];
}

/**
 * Lists the days of a period, or its months where there are more than a chart can show.
 *
 * @param period - The period.
 * @returns The days or months, also those without usage.
 */
export function toScale({ start, end }: StatedPeriod): Scale {
  const [first, last] = [Date.parse(start), Date.parse(end)];
  const from = Math.floor(first / DAY);
  const days = Array.from({ length: Math.ceil(last / DAY) - from }, (_, at) =>
    new Date((from + at) * DAY).toISOString().slice(0, 10),
  );
  if (days.length <= MAXIMUM_DAYS) return { unit: "day", labels: days };
  return { unit: "month", labels: [...new Set(days.map((day) => day.slice(0, 7)))] };
}

function addDays(one: DayFigures, other: DayFigures): DayFigures {
  const sums = CHARTED.map((name) => [
    name,
    Quantity.parse(one[name]).plus(Quantity.parse(other[name])).toString(),
  ]);
  return { ...one, ...Object.fromEntries(sums), records: one.records + other.records };
}

/**
 * Adds the days of a series up to what a chart shows.
 *
 * @param series - The series.
 * @param scale - The days or months of the chart.
 * @returns The figures by day or month; only those with usage.
 */
export function toBuckets({ days }: DaySeries, { unit }: Scale): ReadonlyMap<string, DayFigures> {
  const buckets = new Map<string, DayFigures>();
  for (const figures of days) {
    const label = unit === "day" ? figures.day : figures.day.slice(0, 7);
    const known = buckets.get(label);
    buckets.set(label, known === undefined ? { ...figures, day: label } : addDays(known, figures));
  }
  return buckets;
}
