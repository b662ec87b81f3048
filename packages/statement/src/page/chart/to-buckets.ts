import { Quantity } from "@usage-billing/core";
import { listDays } from "../../days.ts";
import type { DayFigures, DaySeries, Statement } from "../../statement.ts";

/** The standings that a chart shows, from the axis outwards. */
export const CHARTED = ["billed", "accepted", "open", "disputed"] as const;

/** More days than these are drawn as months. */
const MAXIMUM_DAYS = 124;

/** Which days or months a period has, and what each of its days is counted to. */
export interface Scale {
  readonly unit: "day" | "month";
  /** The days or months in order, as `YYYY-MM-DD` or `YYYY-MM`. */
  readonly labels: readonly string[];
  /** The time zone whose days they are. */
  readonly zone: string;
}

/**
 * Lists the days of a period, or its months where there are more than a chart can show.
 *
 * @param statement - Its period and time zone.
 * @returns The days or months, also those without usage.
 */
export function toScale({ period, zone = "UTC" }: Pick<Statement, "period" | "zone">): Scale {
  const ends = { start: Date.parse(period.start), end: Date.parse(period.end) };
  const days = listDays(ends, zone).map(({ day }) => day);
  if (days.length <= MAXIMUM_DAYS) return { unit: "day", labels: days, zone };
  return { unit: "month", labels: [...new Set(days.map((day) => day.slice(0, 7)))], zone };
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
