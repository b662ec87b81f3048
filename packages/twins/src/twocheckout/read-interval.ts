import { Refusal } from "../server/exchange.ts";
import { isLocalTime } from "../time/local-time.ts";
import { badRequest } from "./problem.ts";

/** Both ends belong to it; only a usage's end counts. */
export interface Interval {
  readonly start: string;
  readonly end: string;
}

function checkFormat(name: string, value: unknown): asserts value is string {
  if (typeof value === "string" && isLocalTime(value)) return;
  throw new Refusal(
    badRequest(`'${name}' must be provided in the following format:YYYY-MM-DD HH:MM:SS`),
  );
}

/**
 * Reads the two ends of an interval, which come together or not at all.
 *
 * @param start - `IntervalStart`, if it was sent.
 * @param end - `IntervalEnd`, if it was sent.
 * @returns The interval; nothing when neither end was sent.
 * @throws {@link Refusal} 400.
 */
export function readInterval(start: unknown, end: unknown): Interval | undefined {
  if (start === undefined && end === undefined) return undefined;
  if (start === undefined || end === undefined) {
    throw new Refusal(
      badRequest("Both 'IntervalStart' and 'IntervalEnd' parameters must be provided"),
    );
  }
  checkFormat("IntervalStart", start);
  checkFormat("IntervalEnd", end);
  return { start, end };
}

/**
 * Tells whether a usage is within an interval.
 *
 * @param usageEnd - The end of the usage, the account's time.
 * @param interval - The interval.
 * @returns Whether its end is; its start does not count.
 */
export function endsWithin(usageEnd: string, interval: Interval): boolean {
  return usageEnd >= interval.start && usageEnd <= interval.end;
}
