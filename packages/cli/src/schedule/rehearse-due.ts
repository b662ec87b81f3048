import { isDeepStrictEqual } from "node:util";
import type { Channel, UsageRecord } from "@usage-billing/core";
import { type Ledger, type LedgerRecord, nextState, recordMachine } from "@usage-billing/ledger";
import {
  type DueReading,
  type DueTask,
  judgeReading,
  NO_INTAKE,
  readDue,
  type WindowResult,
} from "./read-due.ts";
import type { WindowReading } from "./read-window.ts";
import type { WindowIntake } from "./take-in-reading.ts";

/** What is due is looked at with this. */
export interface DueRehearsal extends DueReading {
  readonly ledger: Pick<Ledger, "record" | "windows"> | undefined;
}

/** What a record says, wherever it was read from. */
function contentOf({ source: _, ...record }: UsageRecord): unknown {
  return JSON.parse(JSON.stringify({ ...record, quantity: record.quantity.toString() }));
}

/** What the ledger would make of a record, by the same rules as when it takes it in. */
function judge(
  record: UsageRecord,
  held: LedgerRecord | undefined,
): "added" | "conflict" | "known" {
  if (held === undefined) return "added";
  if (nextState(recordMachine, held.state, "offer") !== undefined) return "added";
  return isDeepStrictEqual(contentOf(record), contentOf(held.record)) ? "known" : "conflict";
}

async function rehearseIntake(
  reading: WindowReading,
  channel: Channel,
  ledger: DueRehearsal["ledger"],
): Promise<WindowIntake> {
  const counts = { added: 0, known: 0, refused: 0 };
  const conflicts: WindowIntake["conflicts"][number][] = [];
  for await (const row of reading.spool.rows()) {
    const record = reading.map(row);
    if (record.channel !== channel.id) continue;
    if (channel.check(record).length > 0) {
      if (!record.quantity.isZero) counts.refused += 1;
      continue;
    }
    const { recordId } = record;
    const held = await ledger?.record(recordId);
    const verdict = judge(record, held);
    if (verdict !== "conflict") counts[verdict] += 1;
    else if (held !== undefined) {
      conflicts.push({ recordId, held: held.record, state: held.state, offered: record });
    }
  }
  return { ...counts, conflicts };
}

/**
 * Reads all windows that are due and tells what would become of them. Nothing is sent, and the ledger is
 * only read.
 *
 * @param work - Ledger, plans, channels and the present instant.
 * @returns What would become of each window.
 * @throws {@link CommandError} When windows of the ledger overlap.
 * @throws {@link LedgerError} When the ledger cannot be read.
 */
export async function rehearseDue(work: DueRehearsal): Promise<readonly WindowResult[]> {
  const finish = async (
    task: DueTask,
    reading: WindowReading,
  ): Promise<WindowResult | undefined> => {
    const { plan, window } = task;
    const channel = work.channels.get(plan.channel);
    if (channel === undefined) return undefined;
    const { stated, quantity, reason } = judgeReading(work, task, reading);
    const found = { plan, window, records: stated.records, quantity };
    if (reason !== undefined) return { ...found, state: "failed", reason, ...NO_INTAKE };
    return { ...found, state: "done", ...(await rehearseIntake(reading, channel, work.ledger)) };
  };
  return readDue(work, finish);
}
