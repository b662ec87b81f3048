import type { Instant, Period } from "@usage-billing/core";
import { Temporal } from "temporal-polyfill";

/** A period as 2Checkout writes it: the account's local time, both ends included, without an offset. */
export interface AccountPeriod {
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly start: string;
  /** `YYYY-MM-DD HH:MM:SS`, the last second that belongs to the period. */
  readonly end: string;
}

/** Converts between UTC and the local time of one account. */
export interface AccountTime {
  /**
   * Writes a period in the account's time.
   *
   * @param period - Half-open, UTC, whole seconds.
   * @returns The first and the last second; equal for an instant.
   */
  toAccount(period: Period): AccountPeriod;
  /**
   * Reads a period back.
   *
   * @param period - Local times. In the hour that clocks repeat, the start is taken for the earlier
   * and the end for the later of the two moments. Equal times stand for one instant, the earlier.
   * @returns The half-open period in UTC; both ends equal for an instant.
   * @throws RangeError When a text is no local time.
   */
  fromAccount(period: AccountPeriod): Period;
}

const SECOND = 1_000;
const KEPT = 4_096;

/** Times repeat from record to record, and a conversion costs more than everything else about a record. */
function remember<Key, Value>(convert: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? convert(key);
    if (known.size >= KEPT) known.clear();
    known.set(key, value);
    return value;
  };
}

/**
 * Makes the conversion for an account.
 *
 * @param timeZone - The IANA name of the account's time zone.
 * @returns The conversion.
 * @throws RangeError When there is no such time zone.
 */
export function createAccountTime(timeZone: string): AccountTime {
  const toLocal = remember((instant: Instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toString()
      .replace("T", " "),
  );
  const toInstant = (disambiguation: "earlier" | "later") =>
    remember(
      (text: string): Instant =>
        Temporal.PlainDateTime.from(text.replace(" ", "T")).toZonedDateTime(timeZone, {
          disambiguation,
        }).epochMilliseconds,
    );
  const [toStart, toEnd] = [toInstant("earlier"), toInstant("later")];
  try {
    toLocal(0);
  } catch (cause) {
    throw new RangeError(`timeZone "${timeZone}" is no IANA time zone`, { cause });
  }
  return {
    toAccount: ({ start, end }) => ({
      start: toLocal(start),
      end: toLocal(Math.max(start, end - SECOND)),
    }),
    fromAccount: ({ start, end }) => ({
      start: toStart(start),
      end: start === end ? toStart(start) : toEnd(end) + SECOND,
    }),
  };
}

/**
 * Tells whether a period comes back from the account's time as it went in. An end within the hour that
 * clocks repeat often does not: written without an offset, nobody can tell which of the two was meant.
 *
 * @param time - The account's time.
 * @param period - Half-open, UTC.
 * @returns Whether 2Checkout's times stand for this period and no other.
 */
export function isUnambiguous(time: AccountTime, period: Period): boolean {
  const back = time.fromAccount(time.toAccount(period));
  return back.start === period.start && back.end === period.end;
}
