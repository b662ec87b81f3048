import type { Channel, SentRecord } from "@usage-billing/core";
import { findChangeable, requireChannel } from "./changeable.ts";
import { isOutcomeUnknown } from "./classify-error.ts";
import { isHeld, readPresence } from "./read-presence.ts";
import type { Settings } from "./settings.ts";

/** What read-back says of a retraction in doubt. */
type Verdict = "kept" | "retracted" | "unknown";

async function readVerdict(
  settings: Settings,
  channel: Channel,
  sent: SentRecord,
): Promise<Verdict> {
  const found = await readPresence(settings, channel, sent.delivery);
  const own = found.find(({ recordId }) => recordId === sent.record.recordId);
  if (own === undefined) return "unknown";
  if (own.status === "absent") return "retracted";
  return isHeld(own) ? "kept" : "unknown";
}

async function perform(settings: Settings, channel: Channel, sent: SentRecord): Promise<void> {
  const { ledger } = settings;
  const { recordId } = sent.record;
  try {
    await channel.retract(sent);
  } catch (error) {
    const verdict = isOutcomeUnknown(error) ? await readVerdict(settings, channel, sent) : "kept";
    if (verdict !== "unknown") await ledger.commitRetraction(recordId, verdict);
    if (verdict === "retracted") return;
    throw error;
  }
  await ledger.commitRetraction(recordId, "retracted");
}

/**
 * Takes a record back at its channel, with intent and outcome in the ledger.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 */
export async function retractRecord(settings: Settings, recordId: string): Promise<void> {
  const { ledger } = settings;
  const { record, state } = await findChangeable(settings, recordId, "retracting");
  const channel = requireChannel(settings, record);
  if (state !== "retracting") {
    return perform(settings, channel, await ledger.commitRetractionIntent(recordId));
  }
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined) throw new Error(`the ledger has lost the place of record ${recordId}`);
  if ((await readVerdict(settings, channel, sent)) === "retracted") {
    return ledger.commitRetraction(recordId, "retracted");
  }
  return perform(settings, channel, sent);
}
