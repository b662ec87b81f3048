import { type Period, parseInstant } from "@usage-billing/core";
import { calendarPeriod, isTimeZone } from "@usage-billing/schedule";
import { CommandError } from "../command-error.ts";

function readEnds(text: string): Period {
  const [start = "", end = "", ...rest] = text.split("/");
  if (rest.length > 0) throw new TypeError("has more than one slash");
  return { start: parseInstant(start), end: parseInstant(end) };
}

/**
 * Reads the period that a command is asked for.
 *
 * @param text - A year, month or day (`2026`, `2026-10`, `2026-10-31`), or two instants parted by a slash.
 * @param zone - The IANA name of the time zone whose year, month or day it is; UTC when left out.
 * @returns The period: half-open, UTC.
 * @throws {@link CommandError} When the text is no period or the zone is not known.
 */
export function parseBillingPeriod(text: string, zone?: string): Period {
  const hint = "Give a month such as 2026-10, a year, a day, or START/END";
  if (zone !== undefined && !isTimeZone(zone)) {
    const reason = `"${zone}" is no time zone that is known`;
    throw new CommandError(`--zone ${reason}. Give a name such as Europe/Berlin.`);
  }
  let period: Period;
  try {
    period = calendarPeriod(text, zone) ?? readEnds(text);
  } catch (error) {
    throw new CommandError(`--period ${(error as Error).message}. ${hint}.`);
  }
  if (period.end > period.start) return period;
  throw new CommandError(`--period "${text}" ends before it has begun. ${hint}.`);
}

/**
 * Reads the period of a command that may be given none.
 *
 * @param options - The command's options.
 * @returns The period; `undefined` when none is asked for.
 * @throws {@link CommandError} When it is no period, or there is a zone without one.
 */
export function parseOptionalPeriod({
  period,
  zone,
}: {
  readonly period?: string;
  readonly zone?: string;
}): Period | undefined {
  if (period !== undefined) return parseBillingPeriod(period, zone);
  if (zone === undefined) return undefined;
  throw new CommandError("--zone belongs to --period. Give both, such as --period 2026-10.");
}
