import type { Schedule } from "../schedule.ts";

/** How an entry is made. */
export interface EntryOptions {
  /** The command line that reports what is due. */
  readonly command: string;
}

/** The days of the month on which a run can fall; on the others nothing is due. */
function cronDays({ every, dayOfMonth = 1, daysBeforeMonthEnd }: Schedule): string {
  if (every !== "month") return "*";
  const [first, last] =
    daysBeforeMonthEnd === undefined
      ? [Math.min(dayOfMonth, 28), dayOfMonth]
      : [28 - daysBeforeMonthEnd, 31 - daysBeforeMonthEnd];
  return first === last ? String(first) : `${first}-${last}`;
}

/**
 * Gives the five fields of a crontab that run a schedule. Where a month's end is meant, they also name
 * days on which nothing is due.
 *
 * @param schedule - The schedule.
 * @returns Minute, hour, day of the month, month and day of the week.
 */
export function toCronFields(schedule: Schedule): string {
  const [hour, minute] = schedule.at.split(":").map(Number);
  return `${minute} ${schedule.every === "hour" ? "*" : hour} ${cronDays(schedule)} * *`;
}

const NOTES = [
  "# Reports what is due; running it more often does no harm, since windows come from the ledger.",
  "# CRON_TZ is known to cronie and its kin. Where cron does not know it, run the command every hour.",
  "# When clocks change, cron may skip or repeat a run between 00:00 and 04:00; the next one makes up for it.",
];

/**
 * Makes a crontab that keeps schedules: one entry for each time zone and rhythm. The days of a month may
 * name some on which nothing is due, because a crontab cannot count from the month's end.
 *
 * @param schedules - The schedules.
 * @param options - The command line.
 * @returns Lines with notes.
 */
export function toCrontab(schedules: readonly Schedule[], { command }: EntryOptions): string {
  const zones = new Map<string, Set<string>>();
  for (const schedule of schedules) {
    // Hours are those of UTC, whose full hours are not those of every zone.
    const zone = schedule.every === "hour" ? "UTC" : schedule.timeZone;
    zones.set(zone, (zones.get(zone) ?? new Set()).add(toCronFields(schedule)));
  }
  // A percent sign means a line break to cron.
  const escaped = command.replaceAll("%", "\\%");
  const lines = [...zones].flatMap(([zone, fields]) => [
    `CRON_TZ=${zone}`,
    ...[...fields].map((field) => `${field} ${escaped}`),
  ]);
  return [...NOTES, ...lines, ""].join("\n");
}
