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
import { isShared } from "../ledger/is-shared.ts";
import { describeError } from "../output/describe-error.ts";
import { readCheckpoints } from "./read-checkpoints.ts";
import { NO_YIELD, readWindow, type WindowReading } from "./read-window.ts";
import { takeInReading, type WindowIntake } from "./take-in-reading.ts";

/** What is due is taken in with this. */
export interface DueWork {
  readonly ledger: Ledger;
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
interface Task {
  readonly plan: SchedulePlan;
  readonly window: DueWindow;
  readonly before: readonly StatedWindow[];
}

const ROWS_IN_A_ROUND = 500_000;
const NOTHING: WindowIntake = { added: 0, known: 0, refused: 0, conflicts: [] };

const SILENCE: Readonly<Record<Silence, string>> = {
  "silent-source":
    "the source yielded nothing. A zero is a row with the quantity 0; if there was no usage, accept it with report --due --accept-empty",
  "nothing-matched":
    "the source has rows, and none of them is for the channel in this window. Look at its columns; if there was no usage, accept it with report --due --accept-empty",
};

/** By its middle, as in a statement: a day of any time zone is in one month, and in the one that people say. */
function isWithin({ period }: DueWindow, within: Period | undefined): boolean {
  const middle = (period.start + period.end) / 2;
  return within === undefined || (middle >= within.start && middle < within.end);
}

async function listTasks(work: DueWork): Promise<readonly Task[]> {
  const { ledger, configuration, plans, now, within } = work;
  const tasks: Task[] = [];
  for (const plan of plans) {
    const before = await readCheckpoints(ledger, plan);
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

function keyOf({ plan, window }: Task): string {
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

function findSilence(work: DueWork, { plan, before }: Task, reading: WindowReading) {
  if (work.acceptEmpty === true) return undefined;
  const { records } = reading.yields.get(plan.channel) ?? NO_YIELD;
  const silence = judgeYield(plan.schedule, { ...reading, records }, before);
  return silence === undefined ? undefined : writeReason(silence, SILENCE[silence]);
}

async function isDoneElsewhere({ ledger }: DueWork, { plan, window }: Task): Promise<boolean> {
  if (!isShared(ledger)) return false;
  const { source, channel } = plan;
  const { start, end } = window.period;
  const stated = await ledger.windows({ source, channel, since: start });
  return stated.some(
    ({ period, state }) => period.start === start && period.end === end && state === "done",
  );
}

/** Commits a failure, unless the ledger says the same already. */
async function commitFailure(work: DueWork, { window }: Task, failed: LedgerWindow): Promise<void> {
  const { attempt } = window;
  if (attempt?.reason === failed.reason && attempt?.records === failed.records) return;
  await work.ledger.commitWindow(failed);
}

async function finish(
  work: DueWork,
  task: Task,
  reading: WindowReading,
): Promise<WindowResult | undefined> {
  const { plan, window } = task;
  const channel = work.channels.get(plan.channel);
  if (channel === undefined || (await isDoneElsewhere(work, task))) return undefined;
  const { records, quantity: sum } = reading.yields.get(plan.channel) ?? NO_YIELD;
  const { columns } = reading;
  const quantity = sum.toString();
  const found = { source: plan.source, channel: plan.channel, period: window.period, records };
  const stated = { ...found, quantity, ...(columns.length === 0 ? {} : { columns }) };
  const reason = findFault(reading) ?? findSilence(work, task, reading);
  if (reason !== undefined) {
    await commitFailure(work, task, { ...stated, state: "failed", reason });
    return { plan, window, state: "failed", records, quantity, reason, ...NOTHING };
  }
  const begun = writeReason("begun", "its records were being taken in");
  await work.ledger.commitWindow({ ...stated, state: "failed", reason: begun });
  const intake = await takeInReading(reading, channel, work.ledger);
  // Only now: after a crash before this the window is done again, and its records are known by their ids.
  await work.ledger.commitWindow({ ...stated, state: "done" });
  return { plan, window, state: "done", records, quantity, ...intake };
}

type Readings = Map<string, WindowReading>;

/** Work in which a source's windows are held to the columns of those read before them. */
interface DueRun extends DueWork {
  /** The columns that a source had the last time in this run, by its name. */
  readonly columns: Map<string, readonly string[]>;
}

/** The channels that need a reading. */
function channelsOf(tasks: readonly Task[], key: string): ReadonlySet<string> {
  const matching = tasks.filter((task) => keyOf(task) === key);
  return new Set(matching.map(({ plan }) => plan.channel));
}

/** Reads the windows of the next tasks, each window of a source once, until there are many rows. */
async function readRound(
  work: DueRun,
  tasks: readonly Task[],
  readings: Readings,
): Promise<readonly Task[]> {
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
 * Takes the records of all windows that are due into the ledger, those with the earliest deadline first,
 * and commits each window once its records are there. A source that cannot be used holds up no other.
 *
 * @param work - Ledger, plans, channels and the present instant.
 * @returns What became of each window. Ended early by the signal, only of those that were reached.
 * @throws {@link CommandError} When windows of the ledger overlap; nothing is taken in.
 * @throws {@link LedgerError} When the ledger cannot be read or written.
 */
export async function takeInDue(work: DueWork): Promise<readonly WindowResult[]> {
  const results: WindowResult[] = [];
  const run = { ...work, columns: new Map<string, readonly string[]>() };
  let left = await listTasks(work);
  while (left.length > 0 && !work.signal.aborted) {
    const readings: Readings = new Map();
    let tasks: readonly Task[];
    try {
      tasks = await readRound(run, left, readings);
      for (const task of tasks) {
        const reading = readings.get(keyOf(task));
        if (reading === undefined || work.signal.aborted) continue;
        const result = await finish(work, task, reading);
        if (result !== undefined) results.push(result);
      }
    } finally {
      for (const { spool } of readings.values()) await spool.remove();
    }
    left = left.slice(tasks.length);
  }
  return results;
}
