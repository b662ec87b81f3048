import type { Channel } from "@usage-billing/core";
import type { Intake, IntakeConflict, Ledger } from "@usage-billing/ledger";
import { RefusedKeeper } from "../reporting/keep-refused.ts";
import type { WindowReading } from "./read-window.ts";

const BATCH = 1_000;

/** What the ledger made of a window's records. */
export interface WindowIntake {
  /** Records that are new. */
  readonly added: number;
  /** Records that were taken in before. */
  readonly known: number;
  /** Records that break a rule of their channel; they are kept as refused. */
  readonly refused: number;
  /** Records that were taken in before with other content; nothing is sent for them. */
  readonly conflicts: readonly IntakeConflict[];
}

/**
 * Puts the records of a window into the ledger, as far as they are for a channel. A zero that the channel
 * has no place for is left out: there is nothing to bill.
 *
 * @param reading - What was read, without a problem.
 * @param channel - The channel.
 * @param ledger - The ledger.
 * @returns What the ledger made of it.
 */
export async function takeInReading(
  reading: WindowReading,
  channel: Channel,
  ledger: Ledger,
): Promise<WindowIntake> {
  const keeper = new RefusedKeeper(ledger);
  const counts = { added: 0, known: 0, refused: 0 };
  const conflicts: IntakeConflict[] = [];
  let batch: Intake[] = [];
  const flush = async () => {
    const result = await ledger.takeIn(batch);
    counts.added += result.added;
    counts.known += result.known;
    conflicts.push(...result.conflicts);
    batch = [];
  };
  for await (const row of reading.spool.rows()) {
    const record = reading.map(row);
    if (record.channel !== channel.id) continue;
    const [problem] = channel.check(record);
    if (problem === undefined) batch.push({ record, deliveryKey: channel.deliveryKey(record) });
    else if (!record.quantity.isZero) {
      counts.refused += 1;
      await keeper.add(record, problem);
    }
    if (batch.length === BATCH) await flush();
  }
  await flush();
  await keeper.flush();
  return { ...counts, conflicts };
}
