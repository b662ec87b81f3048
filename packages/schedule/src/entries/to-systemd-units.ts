import type { Schedule } from "../schedule.ts";
import type { EntryOptions } from "./to-crontab.ts";

/** Units for systemd. */
export interface SystemdUnits {
  /** The contents of `usage-billing.service`. */
  readonly service: string;
  /** The contents of `usage-billing.timer`. */
  readonly timer: string;
}

/** The date of a calendar event; a month's last days are counted from its end, after a tilde. */
function eventDate({ every, dayOfMonth = 1, daysBeforeMonthEnd }: Schedule): readonly string[] {
  const two = (day: number) => String(day).padStart(2, "0");
  if (every !== "month") return ["*-*-*"];
  if (daysBeforeMonthEnd !== undefined) return [`*-*~${two(daysBeforeMonthEnd + 1)}`];
  // Shorter months have no such day: their last one stands in, and nothing is due on it in longer ones.
  return dayOfMonth > 28 ? [`*-*-${two(dayOfMonth)}`, "*-*~01"] : [`*-*-${two(dayOfMonth)}`];
}

/**
 * Gives the calendar events that run a schedule.
 *
 * @param schedule - The schedule.
 * @returns Values of `OnCalendar`, with the time zone.
 */
export function toCalendarEvents(schedule: Schedule): readonly string[] {
  const { every, at, timeZone } = schedule;
  if (every === "hour") return [`*-*-* *:${at.slice(3)}:00 UTC`];
  return eventDate(schedule).map((date) => `${date} ${at}:00 ${timeZone}`);
}

/**
 * Makes a service and a timer that keep schedules. A run that was missed while the machine was off is
 * made up for when it is back.
 *
 * @param schedules - The schedules.
 * @param options - The command line.
 * @returns The units.
 */
export function toSystemdUnits(
  schedules: readonly Schedule[],
  { command }: EntryOptions,
): SystemdUnits {
  const events = [...new Set(schedules.flatMap(toCalendarEvents))];
  return {
    service: [
      "# usage-billing.service",
      "[Unit]",
      "Description=Report the usage that is due",
      "",
      "[Service]",
      "Type=oneshot",
      // A percent sign begins a specifier, a dollar sign a variable.
      `ExecStart=${command.replaceAll("%", "%%").replaceAll("$", () => "$$")}`,
      "",
    ].join("\n"),
    timer: [
      "# usage-billing.timer",
      "# An event whose time the clocks jump over happens when they have jumped; one that comes twice",
      "# happens once or twice. Running more often does no harm, since windows come from the ledger.",
      "[Unit]",
      "Description=Report the usage that is due, when it is",
      "",
      "[Timer]",
      ...events.map((event) => `OnCalendar=${event}`),
      "Persistent=true",
      "",
      "[Install]",
      "WantedBy=timers.target",
      "",
    ].join("\n"),
  };
}
