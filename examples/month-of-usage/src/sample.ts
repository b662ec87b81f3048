import { formatInstant } from "@usage-billing/core";
import { createRandom, type Random } from "./random.ts";

/** One fact of the sample, as it really was. */
export interface SampleRow {
  readonly recordId: string;
  readonly source: "marketplace" | "marketplace-calls" | "own-shop" | "reseller";
  readonly channel: "connect" | "rebilly" | "twocheckout";
  readonly subscription: string;
  readonly meter: string;
  readonly quantity: string;
  readonly start: string;
  readonly end: string;
  readonly note: string;
  /** The day of October that it belongs to, in the channel's own time; the last one for a whole month. */
  readonly day: number;
}

const SEED = 20261001;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OCTOBER = Date.UTC(2026, 9, 1);
/** The customer of every channel's last subscription joins in the middle of the month. */
const JOINED = Date.UTC(2026, 9, 15, 10, 30);
/** Bucharest puts its clocks back on 25 October 2026 at 01:00 UTC, from UTC+3 to UTC+2. */
const CLOCK_CHANGE = Date.UTC(2026, 9, 25, 1);

/** How many days the month has. */
export const DAYS = 31;

const NOTES = ["", "Zürich", "München, Süd", "東京", "Kraków", "São Paulo", 'Team "Nord"', "Αθήνα"];

/** What is metered of some subscriptions, day by day. */
interface Series {
  readonly source: SampleRow["source"];
  readonly channel: SampleRow["channel"];
  readonly meter: string;
  /** The beginning of their ids, which ends before the number. */
  readonly prefix: string;
  readonly width: number;
  /** The numbers of the first and the last subscription. */
  readonly numbers: readonly [number, number];
  /** When it began; the beginning of the month when left out. */
  readonly since?: number;
  /** Whether there is one record for all the month. */
  readonly isMonthly?: true;
  quantity(random: Random): string;
}

const utcMidnight = (day: number): number => OCTOBER + (day - 1) * DAY;

/** The 25th of October has 25 hours in Bucharest. */
function bucharestMidnight(day: number): number {
  const midnight = utcMidnight(day);
  return midnight - (midnight <= CLOCK_CHANGE ? 3 : 2) * HOUR;
}

/** A whole number of units with so many decimals, written without passing through a binary float. */
function decimal(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const seats = (random: Random) => String(random.integer(1, 250));
const calls = (random: Random) => String(random.integer(1_000, 9_000_000));
const gigabytes = (random: Random) => decimal(random.integer(1, 4_000_000), 4);
const thousandths = (random: Random) => decimal(random.integer(1, 900_000), 3);
const megabytes = (random: Random) => String(random.integer(1, 200_000));

const assets = { source: "marketplace", channel: "connect", prefix: "AS-1001-0000-" } as const;
const shop = { source: "own-shop", channel: "rebilly", width: 3 } as const;
const resold = { source: "reseller", channel: "twocheckout", prefix: "TWIN", width: 6 } as const;
const storage = { ...shop, meter: "storage", prefix: "sub_twin_storage_" };

const SERIES: readonly Series[] = [
  { ...assets, meter: "SEAT-PRO", width: 4, numbers: [1, 24], quantity: seats },
  { ...assets, meter: "SEAT-PRO", width: 4, numbers: [40, 40], since: JOINED, quantity: seats },
  { ...assets, meter: "STORAGE-GB", width: 4, numbers: [1, 24], quantity: gigabytes },
  {
    ...{ ...assets, source: "marketplace-calls", meter: "API-CALLS", width: 4, numbers: [1, 24] },
    isMonthly: true,
    quantity: calls,
  },
  { ...storage, numbers: [1, 19], quantity: thousandths },
  { ...storage, numbers: [20, 20], since: JOINED, quantity: thousandths },
  { ...shop, meter: "seats", prefix: "sub_twin_seats_", numbers: [1, 10], quantity: seats },
  { ...resold, meter: "API_CALLS", numbers: [1, 20], quantity: calls },
  { ...resold, meter: "STORAGE_MB", numbers: [1, 10], quantity: megabytes },
  { ...resold, meter: "SEATS", numbers: [30, 30], since: JOINED, quantity: seats },
];

/** The pieces of a month for which there is a record: half-open, with the day of each. */
function periodsOf({ channel, since = 0, isMonthly }: Series) {
  const midnight = channel === "twocheckout" ? bucharestMidnight : utcMidnight;
  if (isMonthly) return [{ day: DAYS, start: midnight(1), end: midnight(DAYS + 1) }];
  const days = Array.from({ length: DAYS }, (_, at) => ({
    day: at + 1,
    start: Math.max(since, midnight(at + 1)),
    end: midnight(at + 2),
  }));
  return days.filter(({ start, end }) => start < end);
}

function rowsOf(series: Series, number: number, random: Random): SampleRow[] {
  const { source, channel, meter, prefix, width } = series;
  const digits = String(number).padStart(width, "0");
  return periodsOf(series).map(({ day, start, end }) => {
    const when = series.isMonthly ? "2026-10" : `2026-10-${String(day).padStart(2, "0")}`;
    return {
      ...{ source, channel, meter, day },
      recordId: `${channel}-${meter.toLowerCase().replace("_", "-")}-${number}-${when}`,
      subscription: `${prefix}${digits}`,
      quantity: series.quantity(random),
      start: formatInstant(start),
      end: formatInstant(end),
      note: NOTES[number % NOTES.length] ?? "",
    };
  });
}

/**
 * Makes the sample: October 2026 at three channels, with seats, storage in decimals and API calls,
 * customers who join on the 15th, the end of summer time in Bucharest, and notes in many scripts.
 *
 * @returns The rows; the same in every run.
 */
export function makeSample(): readonly SampleRow[] {
  const random = createRandom(SEED);
  return SERIES.flatMap((series) => {
    const [first, last] = series.numbers;
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    return numbers.flatMap((number) => rowsOf(series, number, random));
  });
}
