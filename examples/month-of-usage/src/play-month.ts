import { closeMonth } from "./close-month.ts";
import { EVENTS } from "./events.ts";
import type { Month } from "./month.ts";
import { playDay } from "./play-day.ts";
import { DAYS } from "./sample.ts";

const READING = 1_000;
const READING_EVENT = 2_500;

function nameMorning(day: number): string {
  const date = new Date(Date.UTC(2026, 9, day + 1));
  const format = new Intl.DateTimeFormat("en-GB", {
    ...{ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" },
  });
  return format.format(date);
}

/**
 * Plays October 2026: every morning the day before is reported, and on some days something happens.
 *
 * @param month - The month, before its first day.
 * @throws {@link MonthFailure} When anything goes other than it should.
 */
export async function playMonth(month: Month): Promise<void> {
  const { stage } = month;
  stage.heading("What is configured, and when it is reported");
  month.moveTo(0, 6);
  await stage.type(["channels"]);
  await stage.type(["sources", "list"]);
  await stage.type(["schedule"]);
  await stage.pause(READING_EVENT);
  for (let day = 1; day <= DAYS; day += 1) {
    stage.heading(nameMorning(day));
    await playDay(month, day);
    await stage.pause(READING);
    const event = EVENTS[day];
    if (event === undefined) continue;
    stage.heading(event.title);
    month.moveTo(day, 13);
    await event.play(month);
    await stage.pause(READING_EVENT);
  }
  await closeMonth(month);
}
