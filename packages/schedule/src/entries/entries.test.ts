import { Cron } from "croner";
import { describe, expect, it } from "vitest";
import { createSchedule, type ScheduleSettings } from "../create-schedule.ts";
import { dueWindows, nextWindow } from "../windows/due-windows.ts";
import { toCrontab } from "./to-crontab.ts";
import { toSystemdUnits } from "./to-systemd-units.ts";

const since = "2026-01-01";
const command = "/usr/bin/usage-billing report --due";
const rhythms: readonly ScheduleSettings[] = [
  { since, at: "00:10" },
  { since, at: "05:30", timeZone: "Europe/Zurich" },
  { since, every: "hour", at: "00:15", timeZone: "Asia/Kathmandu" },
  { since, every: "month", dayOfMonth: 1, at: "06:00", timeZone: "America/New_York" },
  { since, every: "month", dayOfMonth: 31, at: "06:00" },
  { since, like: "connect-monthly", timeZone: "Europe/Bucharest" },
  { since, like: "connect-monthly", daysBeforeMonthEnd: 0 },
];

/** The lines of a crontab, each with the zone in force. */
function parseCrontab(text: string): readonly Cron[] {
  const jobs: Cron[] = [];
  let timezone = "";
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    if (line.startsWith("CRON_TZ=")) timezone = line.slice(8);
    else {
      const [, fields = "", rest] = /^((?:\S+ ){4}\S+) (.*)$/.exec(line) ?? [];
      expect(rest).toBe(command);
      jobs.push(new Cron(fields, { timezone, paused: true, mode: "5-part" }));
    }
  }
  return jobs;
}

describe("toCrontab", () => {
  it.each(rhythms)("runs when a window is due, for two years: %j", (settings) => {
    const schedule = createSchedule(settings);
    const [job] = parseCrontab(toCrontab([schedule], { command }));
    const runs = settings.every === "hour" ? 200 : 24;
    let now = schedule.since;
    const checkpoints = [];
    for (let run = 0; run < runs; run += 1) {
      const { period, runAt } = nextWindow(schedule, { checkpoints, now });
      const tick = job?.nextRun(new Date(runAt - 1_000));
      expect(tick?.getTime()).toBe(runAt);
      expect(dueWindows(schedule, { checkpoints, now: runAt })).toMatchObject([{ period }]);
      checkpoints.push({ period, state: "done" as const, at: runAt, records: 1 });
      now = runAt;
    }
  });

  it("has one entry for one rhythm in one zone, and escapes what cron reads otherwise", () => {
    const schedules = rhythms.map((settings) => createSchedule(settings));
    const text = toCrontab([...schedules, ...schedules], { command });
    expect(parseCrontab(text)).toHaveLength(rhythms.length);
    expect(toCrontab(schedules, { command: "date +%F" })).toContain("date +\\%F");
  });
});

const TIME = String.raw`(\*|[01]\d|2[0-3]):[0-5]\d:00`;
const EVENT = new RegExp(String.raw`^OnCalendar=\*-\*(-\*|-[0-3]\d|~[0-3]\d) ${TIME} [A-Za-z_/]+$`);

describe("toSystemdUnits", () => {
  it("gives each rhythm its calendar events, with the zone", () => {
    const schedules = rhythms.map((settings) => createSchedule(settings));
    const { timer, service } = toSystemdUnits(schedules, { command });
    const events = timer.split("\n").filter((line) => line.startsWith("OnCalendar"));
    expect(events).toEqual([
      "OnCalendar=*-*-* 00:10:00 UTC",
      "OnCalendar=*-*-* 05:30:00 Europe/Zurich",
      "OnCalendar=*-*-* *:15:00 UTC",
      "OnCalendar=*-*-01 06:00:00 America/New_York",
      "OnCalendar=*-*-31 06:00:00 UTC",
      "OnCalendar=*-*~01 06:00:00 UTC",
      "OnCalendar=*-*~02 00:10:00 Europe/Bucharest",
      "OnCalendar=*-*~01 00:10:00 UTC",
    ]);
    for (const event of events) expect(event).toMatch(EVENT);
    expect(service).toContain(`ExecStart=${command}\n`);
    expect(timer).toContain("Persistent=true");
  });

  it("escapes what systemd reads otherwise", () => {
    const { service } = toSystemdUnits([], { command: "run 50% $HOME" });
    expect(service).toContain("ExecStart=run 50%% $$HOME");
  });
});
