import type { Instant } from "@usage-billing/core";

/** How often usage is reported. */
export type Every = "hour" | "day" | "month";

/** By when a window must be reported: one of four rules. */
export type DeadlineRule =
  /** So many hours after the window's end. */
  | { readonly hoursAfterEnd: number }
  /** So many calendar days after the window's end, in the schedule's time zone. */
  | { readonly daysAfterEnd: number }
  /** So many calendar days after the window's start: a renewal may fall right behind it. */
  | { readonly daysAfterStart: number }
  /** Before the end of the calendar month in which the window's run falls. */
  | { readonly monthEnd: true };

/** When usage of a source is reported to a channel. Plain data; {@link createSchedule} checks it. */
export interface Schedule {
  /** Days and months are those of the time zone; hours are full hours of UTC, which are the same everywhere. */
  readonly every: Every;
  /** IANA name of the time zone whose days and months are meant. */
  readonly timeZone: string;
  /** When to run, `HH:MM` in the time zone, on the day on which a window ends; of hours only the minutes count. */
  readonly at: string;
  /** Of months: the day at whose start a window ends, 1 to 31; in shorter months the last one. */
  readonly dayOfMonth?: number;
  /** Of months: how many days before the month's last day a window ends; 0 is the last day itself. */
  readonly daysBeforeMonthEnd?: number;
  /** Whether what a source yields is all there is, so that nothing stands for zero. */
  readonly snapshot: boolean;
  /** By when a window must be reported. */
  readonly deadline: DeadlineRule;
  /** The first instant that is reported by this schedule; what was before is left alone. */
  readonly since: Instant;
}

/** What is remembered of a window that was worked on: a fact of the ledger. */
export interface Checkpoint {
  /** The window: half-open, UTC. */
  readonly period: { readonly start: Instant; readonly end: Instant };
  /** `done`: its records are in the ledger. `failed`: it was begun, and has to be done again as it is. */
  readonly state: "done" | "failed";
  /** When this was written. */
  readonly at: Instant;
  /** How many records it yielded. */
  readonly records: number;
  /** The sum of their quantities, as exact decimal text. */
  readonly quantity?: string;
  /** Why it failed. */
  readonly reason?: string;
}
