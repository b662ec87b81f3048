export { type AlarmKind, findAlarms, type ScheduleAlarm } from "./alarms/find-alarms.ts";
export {
  judgeYield,
  readReason,
  type Silence,
  writeReason,
  type Yield,
} from "./alarms/judge-yield.ts";
export { calendarPeriod } from "./calendar/calendar-period.ts";
export { isTimeZone } from "./calendar/local-time.ts";
export {
  type RecommendedName,
  type RecommendedSchedule,
  recommendedSchedules,
} from "./calendar/recommended-schedules.ts";
export { type TimedWindow, timeWindow } from "./calendar/time-window.ts";
export { createSchedule, type ScheduleSettings } from "./create-schedule.ts";
export { type EntryOptions, toCronFields, toCrontab } from "./entries/to-crontab.ts";
export { type SystemdUnits, toCalendarEvents, toSystemdUnits } from "./entries/to-systemd-units.ts";
export { InvalidScheduleError } from "./errors/invalid-schedule-error.ts";
export { OverlappingWindowsError } from "./errors/overlapping-windows-error.ts";
export type { Checkpoint, DeadlineRule, Every, Schedule } from "./schedule.ts";
export { type DueWindow, dueWindows, type Knowledge, nextWindow } from "./windows/due-windows.ts";
export { type LateWindow, lateWindows } from "./windows/late-windows.ts";
