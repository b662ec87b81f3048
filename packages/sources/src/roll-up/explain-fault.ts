import { formatInstant, formatPeriod, Quantity } from "@usage-billing/core";
import type { InputProblem } from "../text/input-problem.ts";
import { readRows } from "../text/read-rows.ts";
import { createReadTime } from "../time/read-time.ts";
import { FAULT, type RollUpPlan } from "./roll-up-sql.ts";

/** An event that cannot be rolled up. */
export interface FaultyEvent {
  readonly fault: number;
  readonly file: string;
  /** The line, where it is known. */
  readonly line: number | undefined;
  /** What the roll-up looks at of the event, as it is written. */
  readonly values: ReadonlyMap<string, string | undefined>;
}

/** Finds the line of an event, by the reader that counts lines. */
async function findLine({ file, values }: FaultyEvent) {
  const wanted = [...values];
  for await (const { rows } of readRows(file)) {
    for (const row of rows) {
      if (wanted.every(([column, value]) => row.value(column) === value)) return row.line;
    }
  }
  return undefined;
}

function reasonOf(read: () => unknown, otherwise: string): string {
  try {
    read();
  } catch (error) {
    return (error as Error).message;
  }
  return otherwise;
}

function explainTime({ values }: FaultyEvent, { zone, rollUp }: RollUpPlan) {
  const column = rollUp.time;
  const time = values.get(column);
  if (time === undefined) return { column, rule: "missing-value", message: "is empty" };
  const message = reasonOf(
    () => createReadTime(zone)(time),
    `"${time}" is no time that can be read`,
  );
  const fix = `Write times as 2026-10-01T00:00:00Z, or set the source's "zone" for local times`;
  return { column, rule: "invalid-time", message, fix };
}

function explainQuantity({ values }: FaultyEvent, plan: RollUpPlan) {
  const { decimals = 9 } = plan.rollUp;
  const column = plan.quantity ?? "";
  const quantity = values.get(column);
  if (quantity === undefined) return { column, rule: "missing-value", message: "is empty" };
  const tooLong = `"${quantity}" has more than ${decimals} decimals, or more than ${38 - decimals} digits before them`;
  const message = reasonOf(() => Quantity.parse(quantity), tooLong);
  const fix = `Write plain decimals, or set "rollUp.decimals" to what they need`;
  return { column, rule: "invalid-quantity", message, fix };
}

function explain(event: FaultyEvent, plan: RollUpPlan): Omit<InputProblem, "file" | "line"> {
  switch (event.fault) {
    case FAULT.time:
      return explainTime(event, plan);
    case FAULT.quantity:
      return explainQuantity(event, plan);
    case FAULT.group: {
      const message = `one of ${plan.required.join(", ")} is empty`;
      return { rule: "missing-value", message, fix: "Fill it in, or leave the event out." };
    }
    default: {
      const read = createReadTime(plan.zone);
      const time = event.values.get(plan.rollUp.time);
      const instant = time === undefined ? "" : formatInstant(read(time));
      const message = `the event of ${instant} is not within the window ${formatPeriod(plan.window)}`;
      const fix = `Let the source give the window's events only, or set "outsideWindow" to "skip" for events that belong to another window`;
      return { rule: "outside-window", message, fix };
    }
  }
}

/**
 * Says what is wrong with an event, and where it stands.
 *
 * @param event - The event.
 * @param plan - How events are rolled up.
 * @returns The problem, with the line where the file has lines.
 */
export async function explainFault(event: FaultyEvent, plan: RollUpPlan): Promise<InputProblem> {
  const isText = /\.csv$/i.test(event.file);
  const line = event.line ?? (isText ? await findLine(event) : undefined);
  const place = line === undefined ? { file: event.file } : { file: event.file, line };
  return { ...place, ...explain(event, plan) };
}
