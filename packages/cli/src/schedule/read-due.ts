import { type Channel, formatPeriod, type Instant, type Period } from "@usage-billing/core";
import type { IntakeConflict, Ledger, LedgerWindow, StatedWindow } from "@usage-billing/ledger";
import {
  type DueWindow,
  dueWindows,
  judgeYield,
  type Silence,
  writeReason,
} from "@usage-billing/schedule";
import { formatInputProblem } from "@usage-billing/sources";
import type { Configuration } from "../configuration/configuration.ts";
import type { Environment } from "../configuration/credentials.ts";
import type { SchedulePlan } from "../configuration/schedules.ts";
import { SeenRecords } from "../input/seen-records.ts";
import { describeError } from "../output/describe-error.ts";
import { readCheckpoints, toCheckpoints } from "./read-checkpoints.ts";
import { NO_YIELD, readWindow, type WindowReading } from "./read-window.ts";
import type { WindowIntake } from "./take-in-reading.ts";

/** What is due is read with this. */
export interface DueReading {
  /** The ledger, for its checkpoints; undefined where there is none yet. */
  readonly ledger: Pick<Ledger, "windows"> | undefined;
  readonly configuration: Configuration;
  readonly plans: readonly SchedulePlan[];
  /** The channels by id; they only check and group records. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly now: Instant;
  /** Only windows whose middle lies within this period. */
  readonly within?: Period;
  /** Whether a window in which a source is silent is done with nothing: a person has looked. */
  readonly acceptEmpty?: boolean;
}

/** What became of a window that was due. */
export interface WindowResult extends Omit<WindowIntake, "conflicts"> {
  readonly plan: SchedulePlan;
  readonly window: DueWindow;
  readonly state: "done" | "failed";
  /** How many records the source had for the channel. */
  readonly records: number;
  /** The sum of their quantities, as exact decimal text. */
  readonly quantity: string;
  readonly conflicts: readonly IntakeConflict[];
  /** Why it failed. */
  readonly reason?: string;
}

/** A window that is due, of a plan. */
export interface DueTask {
  readonly plan: SchedulePlan;
  readonly window: DueWindow;
  readonly before: readonly StatedWindow[];
}

const ROWS_IN_A_ROUND = 500_000;
/** What the ledger makes of a window that failed. */
export const NO_INTAKE: WindowIntake = { added: 0, known: 0, refused: 0, conflicts: [] };

const SILENCE: Readonly<Record<Silence, string>> = {
  "silent-source":
    "the source yielded nothing. A zero is a row with the quantity 0; if there was no usage, accept it with report --due --accept-empty",
  "nothing-matched":
    "the source has rows, and none of them is for the channel in this window. Look at its columns; if there was no usage, accept it with report --due --accept-empty",
};

/** By its middle, which only chooses: a day of any time zone is in the month that people say. Usage is counted by its start. */
function isWithin({ period }: DueWindow, within: Period | undefined): boolean {
  const middle = (period.start + period.end) / 2;
  return within === undefined || (middle >= within.start && middle < within.end);
}

async function listTasks(work: DueReading): Promise<readonly DueTask[]> {
  const { ledger, configuration, plans, now, within } = work;
  const tasks: DueTask[] = [];
  for (const plan of plans) {
    const before =
      ledger === undefined ? toCheckpoints(plan, []) : await readCheckpoints(ledger, plan);
    const due = before.tell(configuration, () =>
      dueWindows(plan.schedule, { checkpoints: before.windows, now }),
    );
    for (const window of due) {
      if (isWithin(window, within)) tasks.push({ plan, window, before: before.windows });
    }
  }
  return tasks.sort(
    ({ window: left }, { window: right }) =>
      left.deadline - right.deadline || left.period.start - right.period.start,
  );
}

function keyOf({ plan, window }: DueTask): string {
  return `${plan.source} ${formatPeriod(window.period)}`;
}

/** Why a reading cannot be used. */
function findFault({ error, problems }: WindowReading): string | undefined {
  if (error !== undefined) return describeError(error);
  const [first] = problems.listed;
  if (first === undefined) return undefined;
  const more = problems.count > 1 ? ` … and ${problems.count - 1} more` : "";
  return `${formatInputProblem(first)}${more}`;
}

function findSilence(work: DueReading, { plan, before }: DueTask, reading: WindowReading) {
  if (work.acceptEmpty === true) return undefined;
  const { records } = reading.yields.get(plan.channel) ?? NO_YIELD;
  const silence = judgeYield(plan.schedule, { ...reading, records }, before);
  return silence === undefined ? undefined : writeReason(silence, SILENCE[silence]);
}

/** What was read for a task, as far as it can be told without the ledger. */
export interface JudgedReading {
  /** Source, channel and period, with what the source had. */
  readonly stated: Omit<LedgerWindow, "reason" | "state"> & { readonly records: number };
  /** The sum of the quantities, as exact decimal text. */
  readonly quantity: string;
  /** Why it cannot be used. */
  readonly reason?: string;
}

/**
 * Judges what was read for a task.
 *
 * @param work - What is read, and whether silence is accepted.
 * @param task - The task.
 * @param reading - What was read.
 * @returns What is stated of the window.
 */
export function judgeReading(
  work: DueReading,
  task: DueTask,
  reading: WindowReading,
): JudgedReading {
  const { plan, window } = task;
  const { records, quantity: sum } = reading.yields.get(plan.channel) ?? NO_YIELD;
  const { columns } = reading;
  const quantity = sum.toString();
  const found = { source: plan.source, channel: plan.channel, period: window.period, records };
  const stated = { ...found, quantity, ...(columns.length === 0 ? {} : { columns }) };
  const reason = findFault(reading) ?? findSilence(work, task, reading);
  return { stated, quantity, ...(reason === undefined ? {} : { reason }) };
}

type Readings = Map<string, WindowReading>;

/** Work in which a source's windows are held to the columns of those read before them. */
interface DueRun extends DueReading {
  /** The columns that a source had the last time in this run, by its name. */
  readonly columns: Map<string, readonly string[]>;
}

/** The channels that need a reading. */
function channelsOf(tasks: readonly DueTask[], key: string): ReadonlySet<string> {
  const matching = tasks.filter((task) => keyOf(task) === key);
  return new Set(matching.map(({ plan }) => plan.channel));
}

/** Reads the windows of the next tasks, each window of a source once, until there are many rows. */
async function readRound(
  work: DueRun,
  tasks: readonly DueTask[],
  readings: Readings,
): Promise<readonly DueTask[]> {
  const { configuration, environment, signal } = work;
  const memory = { seen: new SeenRecords(), readings: new Map<string, WindowReading>() };
  let rows = 0;
  for (const [index, task] of tasks.entries()) {
    if (rows >= ROWS_IN_A_ROUND) return tasks.slice(0, index);
    const { plan, window, before } = task;
    const key = keyOf(task);
    const source = configuration.sources.get(plan.source);
    if (source === undefined || readings.has(key)) continue;
    signal.throwIfAborted();
    const stated = before.findLast(({ columns }) => columns !== undefined)?.columns;
    const lastColumns = work.columns.get(plan.source) ?? stated;
    const request = {
      ...{ name: plan.source, source, period: window.period, channels: channelsOf(tasks, key) },
      ...(lastColumns === undefined ? {} : { lastColumns }),
    };
    const reading = await readWindow(request, { configuration, environment, signal, ...memory });
    readings.set(key, reading);
    const isSound = reading.error === undefined && reading.problems.count === 0;
    if (isSound && reading.columns.length > 0) work.columns.set(plan.source, reading.columns);
    rows += reading.rows;
  }
  return tasks;
}

/**
 * Reads all windows that are due, those with the earliest deadline first, some rounds of many rows each.
 *
 * @param work - Plans, checkpoints and the present instant.
 * @param finish - Is given each window with what was read for it.
 * @returns What it gave, without what is undefined. Ended early by the signal, only of those that were reached.
 * @throws {@link CommandError} When windows of the ledger overlap; nothing is read.
 */
export async function readDue(
  work: DueReading,
  finish: (task: DueTask, reading: WindowReading) => Promise<WindowResult | undefined>,
): Promise<readonly WindowResult[]> {
  const results: WindowResult[] = [];
  const run = { ...work, columns: new Map<string, readonly string[]>() };
  let left = await listTasks(work);
  while (left.length > 0 && !work.signal.aborted) {
    const readings: Readings = new Map();
    let tasks: readonly DueTask[];
    try {
      tasks = await readRound(run, left, readings);
      for (const task of tasks) {
        const reading = readings.get(keyOf(task));
        if (reading === undefined || work.signal.aborted) continue;
        const result = await finish(task, reading);
        if (result !== undefined) results.push(result);
      }
    } finally {
      for (const { spool } of readings.values()) await spool.remove();
    }
    left = left.slice(tasks.length);
  }
  return results;
}
