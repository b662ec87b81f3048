import { formatInstant } from "@usage-billing/core";
import { createRandom, type Random } from "./random.ts";

/** One line of the sample. */
export interface SampleRow {
  readonly channel: "connect" | "rebilly" | "twocheckout";
  readonly subscription: string;
  readonly meter: string;
  readonly quantity: string;
  readonly start: string;
  readonly end: string;
  readonly note: string;
}

const SEED = 20261001;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OCTOBER = Date.UTC(2026, 9, 1);
const NOVEMBER = Date.UTC(2026, 10, 1);
/** The customer of every channel's last subscription joins in the middle of the month. */
const JOINED = Date.UTC(2026, 9, 15, 10, 30);
/** Bucharest puts its clocks back on 25 October 2026 at 01:00 UTC, from UTC+3 to UTC+2. */
const CLOCK_CHANGE = Date.UTC(2026, 9, 25, 1);

const NOTES = ["", "Zürich", "München, Süd", "東京", "Kraków", "São Paulo", 'Team "Nord"', "Αθήνα"];

interface Series {
  readonly channel: SampleRow["channel"];
  readonly subscription: string;
  readonly meter: string;
  readonly note: string;
  /** The ends of the periods, in ascending order. */
  readonly ends: readonly number[];
  quantity(random: Random): string;
}

function steps(from: number, to: number, length: number): number[] {
  const ends = [from];
  for (let at = from + length; at < to; at += length) ends.push(at);
  return [...ends, to];
}

/** Midnights in Bucharest from 1 October to 1 November; the 25th has 25 hours. */
function bucharestDays(): number[] {
  return Array.from({ length: 32 }, (_, day) => {
    const midnight = OCTOBER + day * DAY;
    return midnight - (midnight <= CLOCK_CHANGE ? 3 : 2) * HOUR;
  });
}

function numbered(prefix: string, width: number, count: number): string[] {
  return Array.from(
    { length: count },
    (_, at) => `${prefix}${String(at + 1).padStart(width, "0")}`,
  );
}

/** A whole number of units with so many decimals, written without passing through a binary float. */
function decimal(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const seats = (random: Random) => String(random.integer(1, 250));
const calls = (random: Random) => String(random.integer(1_000, 90_000_000));
const gigabytes = (random: Random) => decimal(random.integer(1, 40_000_000), 4);
const thousandths = (random: Random) => decimal(random.integer(1, 9_000_000), 3);
const megabytes = (random: Random) => String(random.integer(1, 2_000_000));

type Template = Omit<Series, "subscription" | "note">;

function seriesOf(subscriptions: readonly string[], template: Template): Series[] {
  return subscriptions.map((subscription, at) => ({
    ...template,
    subscription,
    note: NOTES[at % NOTES.length] ?? "",
  }));
}

function connectSeries(): Series[] {
  const assets = numbered("AS-1001-0000-", 4, 24);
  const late = ["AS-1001-0000-0040"];
  const days = steps(OCTOBER, NOVEMBER, DAY);
  const weeks = steps(OCTOBER, NOVEMBER, 7 * DAY);
  const channel = "connect" as const;
  return [
    ...seriesOf(assets, { channel, meter: "SEAT-PRO", ends: days, quantity: seats }),
    ...seriesOf(assets, { channel, meter: "STORAGE-GB", ends: weeks, quantity: gigabytes }),
    ...seriesOf(assets, {
      channel,
      meter: "API-CALLS",
      ends: [OCTOBER, NOVEMBER],
      quantity: calls,
    }),
    ...seriesOf(late, { channel, meter: "SEAT-PRO", ends: [JOINED, NOVEMBER], quantity: seats }),
  ];
}

function rebillySeries(): Series[] {
  const channel = "rebilly" as const;
  const days = steps(OCTOBER, NOVEMBER, DAY);
  const weeks = steps(OCTOBER, NOVEMBER, 7 * DAY);
  const storage = numbered("sub_twin_storage_", 3, 20);
  const last = storage.splice(-1);
  return [
    ...seriesOf(numbered("sub_twin_seats_", 3, 20), {
      channel,
      meter: "seats",
      ends: weeks,
      quantity: seats,
    }),
    ...seriesOf(storage, { channel, meter: "storage", ends: days, quantity: thousandths }),
    ...seriesOf(last, {
      channel,
      meter: "storage",
      ends: steps(JOINED, NOVEMBER, DAY),
      quantity: thousandths,
    }),
    ...seriesOf(numbered("sub_twin_calls_", 3, 20), {
      channel,
      meter: "calls",
      ends: [OCTOBER, NOVEMBER],
      quantity: calls,
    }),
  ];
}

function twoCheckoutSeries(): Series[] {
  const channel = "twocheckout" as const;
  const days = bucharestDays();
  const ends = [days[0] ?? 0, days.at(-1) ?? 0];
  const subscriptions = numbered("TWIN", 6, 20);
  return [
    ...seriesOf(subscriptions, { channel, meter: "API_CALLS", ends: days, quantity: calls }),
    ...seriesOf(subscriptions, { channel, meter: "STORAGE_MB", ends, quantity: megabytes }),
    ...seriesOf(["TWIN000030"], {
      channel,
      meter: "SEATS",
      ends: [JOINED, days.at(-1) ?? 0],
      quantity: seats,
    }),
  ];
}

function rowsOf(series: Series, random: Random): SampleRow[] {
  const { channel, subscription, meter, note, ends } = series;
  return ends.slice(1).map((end, at) => ({
    channel,
    subscription,
    meter,
    quantity: series.quantity(random),
    start: formatInstant(ends[at] ?? 0),
    end: formatInstant(end),
    note,
  }));
}

/**
 * Makes the sample: October 2026 at three channels, with seats, storage in decimals and API calls,
 * customers who join on the 15th, the end of summer time in Bucharest, and notes in many scripts.
 *
 * @returns The rows; the same in every run.
 */
export function makeSample(): readonly SampleRow[] {
  const random = createRandom(SEED);
  const all = [...connectSeries(), ...rebillySeries(), ...twoCheckoutSeries()];
  return all.flatMap((series) => rowsOf(series, random));
}
