import type { Delivery, Settlement, UsageRecord } from "@usage-billing/core";
import type { ChannelRun } from "./channel-run.ts";

/**
 * Asks the caller to mend the records that a channel found at fault.
 *
 * @param run - The channel's report.
 * @param delivery - The delivery.
 * @param settlements - What became of its records.
 * @returns The mended records by id; not those that have a problem at the channel still.
 * @throws TypeError When a mended record is another one.
 */
export function mendRefused(
  run: ChannelRun,
  delivery: Delivery,
  settlements: readonly Settlement[],
): ReadonlyMap<string, UsageRecord> {
  const { channel, settings } = run;
  const records = new Map(delivery.records.map((record) => [record.recordId, record]));
  const mended = new Map<string, UsageRecord>();
  for (const settlement of settlements) {
    if (settlement.status !== "refused" || settlement.becauseOf !== undefined) continue;
    const record = records.get(settlement.recordId);
    const repaired = record && settings.repair(record, settlement.problem);
    if (repaired === undefined) continue;
    if (repaired.recordId !== settlement.recordId || repaired.channel !== channel.id) {
      throw new TypeError(`the repair of record ${settlement.recordId} gave another record`);
    }
    if (channel.check(repaired).length === 0) mended.set(repaired.recordId, repaired);
  }
  return mended;
}

/**
 * Puts mended records into line again, so that they go out within the same report.
 *
 * @param run - The channel's report.
 * @param mended - The records; refused in the ledger.
 */
export async function takeInMended(
  run: ChannelRun,
  mended: ReadonlyMap<string, UsageRecord>,
): Promise<void> {
  if (mended.size === 0) return;
  const { channel, settings } = run;
  const intakes = [...mended.values()].map((record) => ({
    record,
    deliveryKey: channel.deliveryKey(record),
  }));
  const { added } = await settings.ledger.takeIn(intakes);
  if (added > 0) run.hasReleased = true;
}
