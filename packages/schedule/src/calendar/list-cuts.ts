import type { Instant, Period } from "@usage-billing/core";
import type { Temporal } from "temporal-polyfill";
import type { Schedule } from "../schedule.ts";
import { dateOf, startOfDay } from "./local-time.ts";

const HOUR = 3_600_000;

function* listHours({ start, end }: Period): Generator<Instant> {
  for (let cut = (Math.floor(start / HOUR) + 1) * HOUR; cut <= end; cut += HOUR) yield cut;
}

function* listDays({ start, end }: Period, timeZone: string): Generator<Instant> {
  let day = dateOf(start, timeZone);
  for (let last = start; ; ) {
    day = day.add({ days: 1 });
    const cut = startOfDay(day, timeZone);
    if (cut > end) return;
    // Where a place skips a day on its way over the date line, two days begin at once.
    if (cut > last) yield cut;
    last = cut;
  }
}

function dayOf(month: Temporal.PlainDate, schedule: Schedule): Temporal.PlainDate {
  const { dayOfMonth = 1, daysBeforeMonthEnd } = schedule;
  const day =
    daysBeforeMonthEnd === undefined
      ? Math.min(dayOfMonth, month.daysInMonth)
      : month.daysInMonth - daysBeforeMonthEnd;
  return month.with({ day });
}

function* listMonths({ start, end }: Period, schedule: Schedule): Generator<Instant> {
  const { timeZone } = schedule;
  for (let month = dateOf(start, timeZone).with({ day: 1 }); ; month = month.add({ months: 1 })) {
    const cut = startOfDay(dayOf(month, schedule), timeZone);
    if (cut > end) return;
    if (cut > start) yield cut;
  }
}

/**
 * Lists where a schedule cuts the time into windows.
 *
 * @param schedule - The schedule.
 * @param span - Between which instants.
 * @returns The cuts after the span's start, up to and with its end, in order.
 */
export function listCuts(schedule: Schedule, span: Period): Generator<Instant> {
  if (schedule.every === "hour") return listHours(span);
  return schedule.every === "day" ? listDays(span, schedule.timeZone) : listMonths(span, schedule);
}
