import { requireChannel } from "../change/changeable.ts";
import { UnchangeableRecordError } from "../change/unchangeable-record-error.ts";
import type { Settings } from "../settings.ts";
import { alignOutcomes } from "../settle/align-outcomes.ts";
import { isBilled } from "./moment-of.ts";

/**
 * Asks the channel whether it has billed a record since the ledger heard of it last: nobody knows that
 * every channel refuses to change what stands on a bill. What the channel says of a bill is kept.
 *
 * @param settings - The reporter's settings.
 * @param recordId - A record that its channel holds, by the ledger.
 * @throws {@link UnchangeableRecordError} When it is billed; planned again, its correction is another.
 */
export async function askWhetherBilled(settings: Settings, recordId: string): Promise<void> {
  const { ledger } = settings;
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined) return;
  const channel = requireChannel(settings, sent.record);
  const delivery = { ...sent.delivery, records: [sent.record] };
  const [outcome] = alignOutcomes(delivery.records, await channel.follow(delivery));
  if (outcome?.status !== "accepted" || !isBilled({ outcome })) return;
  await ledger.commitChannelStates([{ deliveryId: delivery.id, outcomes: [outcome] }]);
  const reason = `was billed as ${outcome.billingReference} meanwhile; plan its correction again, which is another now`;
  throw new UnchangeableRecordError(recordId, "accepted", reason);
}
