import type { Ledger, LedgerWindow } from "@usage-billing/ledger";
import { writeReason } from "@usage-billing/schedule";
import { isShared } from "../ledger/is-shared.ts";
import {
  type DueReading,
  type DueTask,
  judgeReading,
  NO_INTAKE,
  readDue,
  type WindowResult,
} from "./read-due.ts";
import type { WindowReading } from "./read-window.ts";
import { takeInReading } from "./take-in-reading.ts";

/** What is due is taken in with this. */
export interface DueWork extends DueReading {
  readonly ledger: Ledger;
}

async function isDoneElsewhere({ ledger }: DueWork, { plan, window }: DueTask): Promise<boolean> {
  if (!isShared(ledger)) return false;
  const { source, channel } = plan;
  const { start, end } = window.period;
  const stated = await ledger.windows({ source, channel, since: start });
  return stated.some(
    ({ period, state }) => period.start === start && period.end === end && state === "done",
  );
}

/** Commits a failure, unless the ledger says the same already. */
async function commitFailure(
  work: DueWork,
  { window }: DueTask,
  failed: LedgerWindow,
): Promise<void> {
  const { attempt } = window;
  if (attempt?.reason === failed.reason && attempt?.records === failed.records) return;
  await work.ledger.commitWindow(failed);
}

async function finish(
  work: DueWork,
  task: DueTask,
  reading: WindowReading,
): Promise<WindowResult | undefined> {
  const { plan, window } = task;
  const channel = work.channels.get(plan.channel);
  if (channel === undefined || (await isDoneElsewhere(work, task))) return undefined;
  const { stated, quantity, reason } = judgeReading(work, task, reading);
  const { records } = stated;
  if (reason !== undefined) {
    await commitFailure(work, task, { ...stated, state: "failed", reason });
    return { plan, window, state: "failed", records, quantity, reason, ...NO_INTAKE };
  }
  const begun = writeReason("begun", "its records were being taken in");
  await work.ledger.commitWindow({ ...stated, state: "failed", reason: begun });
  const intake = await takeInReading(reading, channel, work.ledger);
  // Only now: after a crash before this the window is done again, and its records are known by their ids.
  await work.ledger.commitWindow({ ...stated, state: "done" });
  return { plan, window, state: "done", records, quantity, ...intake };
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
  return readDue(work, (task, reading) => finish(work, task, reading));
}
