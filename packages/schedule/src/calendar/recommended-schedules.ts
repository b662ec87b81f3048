import type { DeadlineRule, Every, Schedule } from "../schedule.ts";

/** The rhythm that a channel recommends, as data. */
export interface RecommendedSchedule {
  /** How often, when and by when. */
  readonly schedule: Pick<Schedule, "at" | "snapshot"> & {
    readonly every: Every;
    readonly deadline: DeadlineRule;
    readonly daysBeforeMonthEnd?: number;
  };
  /** What it is for. */
  readonly purpose: string;
  /** Where the recommendation stands, and what in it is our own reading. */
  readonly origin: string;
}

/** The name of a recommended rhythm. */
export type RecommendedName =
  | "connect-daily"
  | "connect-monthly"
  | "connect-reservation"
  | "rebilly"
  | "twocheckout";

const CONNECT = "CloudBlue Connect's documentation of its Usage API, on the schedule of reports";

/**
 * The rhythms that the channels recommend. A window ends ten minutes before its run, so that what was
 * metered in its last moments has arrived.
 */
export const recommendedSchedules: Readonly<Record<RecommendedName, RecommendedSchedule>> = {
  "connect-reservation": {
    schedule: { every: "day", at: "00:10", snapshot: true, deadline: { daysAfterEnd: 1 } },
    purpose: "Connect reservation items: every day all of them, zeros included",
    origin: `${CONNECT}: reservation items once a day. The deadline is the next report.`,
  },
  "connect-daily": {
    schedule: { every: "day", at: "00:10", snapshot: false, deadline: { daysAfterEnd: 1 } },
    purpose: "Connect pay-as-you-go items, every day",
    origin: `${CONNECT}: once a day, for accuracy. The deadline is the next report.`,
  },
  "connect-monthly": {
    schedule: {
      every: "month",
      at: "00:10",
      daysBeforeMonthEnd: 1,
      snapshot: false,
      deadline: { monthEnd: true },
    },
    purpose: "Connect pay-as-you-go items, once a month before its end",
    origin: `${CONNECT}: one or two days before the month's end, or on an agreed day ("dayOfMonth"). The deadline is the month's end.`,
  },
  twocheckout: {
    schedule: { every: "day", at: "00:10", snapshot: false, deadline: { daysAfterStart: 2 } },
    purpose: "2Checkout, before the renewal and within the usage billing interval",
    origin:
      "2Checkout's documentation of pay-per-use billing: usage is taken until the renewal, and after it for the days of the product's usage billing interval. The renewal may fall right behind a window's start, so the days count from there; two is our reading for an interval of two days: set your product's.",
  },
  rebilly: {
    schedule: { every: "hour", at: "00:10", snapshot: false, deadline: { hoursAfterEnd: 1 } },
    purpose: "Rebilly, within the service period",
    origin:
      "Rebilly's documentation of metered billing: usage is billed with the service period it falls in. What becomes of usage that comes after the period's end is not documented, so the windows are hours: at most the last one comes late.",
  },
};
