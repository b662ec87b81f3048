import { Quantity } from "@usage-billing/core";
import {
  FAULTS,
  HALF_OPEN_DAY,
  LATE,
  METERED_TWICE,
  REMARKS,
  SILENT_DAY,
  WRONG_EXPORT,
} from "./calendar.ts";
import type { Month } from "./month.ts";
import type { SampleRow } from "./sample.ts";

/** The table of the windows that were due. */
const WINDOWS = "paragraph";

/** What the vendor's systems say was used on a day; in two places it is not what is true. */
function metered(rows: readonly SampleRow[]): readonly SampleRow[] {
  const timely = rows.filter(({ recordId }) => !LATE.includes(recordId));
  return timely.map((row) => {
    const factor = { [WRONG_EXPORT]: "10", [METERED_TWICE]: "2" }[row.recordId];
    if (factor === undefined) return row;
    return { ...row, quantity: times(row.quantity, Number(factor)) };
  });
}

function times(quantity: string, factor: number): string {
  let sum = Quantity.zero;
  for (let count = 0; count < factor; count += 1) sum = sum.plus(Quantity.parse(quantity));
  return sum.toString();
}

/** The rows of which Rebilly holds nothing yet. */
function missingAtRebilly({ twins }: Month, rows: readonly SampleRow[]): readonly SampleRow[] {
  const keyOf = (subscription: string, start: string) => `${subscription} ${Date.parse(start)}`;
  const usage = twins.rebilly.usage().map((one) => keyOf(one.subscription, one.start));
  const held = new Set(usage);
  return rows.filter(
    ({ channel, subscription, start }) =>
      channel === "rebilly" && !held.has(keyOf(subscription, start)),
  );
}

async function reportHalfOpen(month: Month, rows: readonly SampleRow[]): Promise<void> {
  const { stage, twins } = month;
  stage.say("Rebilly reads a request and never answers; the command waits, and the machine dies.");
  twins.rebilly.arm({ kind: "half-open", method: "POST" });
  // All other requests were answered, so only the one that hangs is missing.
  await stage.typeAndKill(["report", "--due"], () => missingAtRebilly(month, rows).length === 1);
  month.unanswered = missingAtRebilly(month, rows)[0]?.recordId ?? "";
  stage.say("The same command again finds out what arrived, and sends only what did not:");
  await stage.type(["report", "--due"], { show: "nothing" });
  await stage.type(["show", month.unanswered]);
}

async function reportSilent(month: Month, rows: readonly SampleRow[]): Promise<void> {
  const { stage, meters } = month;
  stage.say("The export for the marketplace is not there. Silence is not zero: it is an alarm.");
  await stage.type(["report", "--due"], { status: 4 });
  stage.say("At noon the export is there:");
  meters.meter(rows.filter(({ source }) => source === "marketplace"));
  month.moveTo(rows[0]?.day ?? 0, 12);
  await stage.type(["report", "--due"], { show: WINDOWS });
}

async function reportFaulty({ stage, twins }: Month, day: number): Promise<void> {
  for (const { channel, fault, story } of FAULTS[day] ?? []) {
    stage.say(story);
    twins[channel].arm(fault);
  }
  await stage.type(["report", "--due"], { show: WINDOWS });
}

/**
 * Plays one day: usage is metered, and early the next morning what is due is reported.
 *
 * @param month - The month.
 * @param day - The day of October, from 1.
 */
export async function playDay(month: Month, day: number): Promise<void> {
  const { stage, meters, truth } = month;
  const rows = metered(truth.filter((row) => row.day === day));
  month.moveTo(day, 6);
  month.expect(rows.length);
  if (REMARKS[day] !== undefined) stage.say(REMARKS[day]);
  if (day === SILENT_DAY) {
    meters.meter(rows.filter(({ source }) => source !== "marketplace"));
    await reportSilent(month, rows);
  } else {
    meters.meter(rows);
    if (day === HALF_OPEN_DAY) await reportHalfOpen(month, rows);
    else if (FAULTS[day] !== undefined) await reportFaulty(month, day);
    else
      await stage.type(["report", "--due"], {
        show: REMARKS[day] === undefined ? "nothing" : WINDOWS,
      });
  }
  month.checkHeld();
}
