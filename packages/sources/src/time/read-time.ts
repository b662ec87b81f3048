import { type Instant, InvalidPeriodError, parseInstant } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";

const LOCAL = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?$/;
const SHORT_OFFSET = /:\d{2}(?:\.\d+)?[+-]\d{2}$/;
const KEPT = 4_096;

function readLocal(text: string, zone: string): Instant {
  const time = Temporal.PlainDateTime.from(text.replace(" ", "T"));
  if (time.microsecond > 0 || time.nanosecond > 0) {
    throw new InvalidPeriodError(text, "is finer than a millisecond");
  }
  const options = (disambiguation: "earlier" | "later") =>
    time.toZonedDateTime(zone, { disambiguation }).epochMilliseconds;
  const earlier = options("earlier");
  if (earlier === options("later")) return earlier;
  throw new InvalidPeriodError(
    text,
    `comes twice or never in ${zone}, where the clocks change; write it with its offset`,
  );
}

function read(text: string, zone: string | undefined): Instant {
  if (zone === undefined || !LOCAL.test(text)) {
    return parseInstant(SHORT_OFFSET.test(text) ? `${text}:00` : text);
  }
  try {
    return readLocal(text, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InvalidPeriodError(text, "is not a time that exists");
  }
}

/** Reads a time of a source. */
export type ReadTime = (text: string) => Instant;

/**
 * Makes what reads the times of a source.
 *
 * @param zone - The IANA time zone of times without an offset; they are refused when it is left out.
 * @returns Reads a text as an instant; throws {@link InvalidPeriodError} when the text is none, or comes twice or never on local clocks.
 */
export function createReadTime(zone: string | undefined): ReadTime {
  const known = new Map<string, Instant>();
  return (text) => {
    const instant = known.get(text);
    if (instant !== undefined) return instant;
    const value = read(text, zone);
    if (known.size >= KEPT) known.clear();
    known.set(Buffer.from(text, "utf8").toString("utf8"), value);
    return value;
  };
}
