import type { CallOptions, Channel, SentRecord } from "@usage-billing/core";
import { changedNothing, isLedgerError, isOutcomeUnknown } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { isHeld, readPresence } from "../settle/read-presence.ts";
import { callChange, isUnsupported, repeatChange } from "./call-change.ts";
import { findChangeable, requireChannel } from "./changeable.ts";

/** What read-back says of a retraction in doubt. */
type Verdict = "kept" | "retracted" | "unknown";

/** A retraction whose intent is committed. */
interface Retraction {
  readonly settings: Settings;
  readonly channel: Channel;
  readonly sent: SentRecord;
}

async function readVerdict(
  { settings, channel, sent }: Retraction,
  error?: unknown,
): Promise<Verdict> {
  const found = await readPresence(settings, channel, { delivery: sent.delivery, error });
  const own = found.find(({ recordId }) => recordId === sent.record.recordId);
  if (own === undefined) return "unknown";
  if (own.status === "absent") return "retracted";
  return isHeld(own) ? "kept" : "unknown";
}

const changeOf =
  ({ channel, sent }: Retraction) =>
  (options: CallOptions): Promise<void> =>
    channel.retract(sent, options);

function end({ settings, sent }: Retraction, verdict: "kept" | "retracted"): Promise<void> {
  return settings.ledger.commitRetraction(sent.record.recordId, verdict);
}

function isUploadedAgain({ channel }: Retraction): boolean {
  return channel.capabilities.retraction === "upload-again";
}

/** Calls it again until it is clear; in doubt, only the channel's own word says that the record is kept. */
async function repeat(retraction: Retraction, error?: unknown): Promise<void> {
  const { settings, channel } = retraction;
  try {
    await repeatChange(settings, channel, { change: changeOf(retraction), error });
  } catch (thrown) {
    if (isUnsupported(thrown)) await end(retraction, "kept");
    throw thrown;
  }
  await end(retraction, "retracted");
}

async function settleFailure(
  retraction: Retraction,
  error: unknown,
  isDoubtful: boolean,
): Promise<void> {
  const isUnchanged = isUnsupported(error) || (changedNothing(error) && !isDoubtful);
  if (!isUnchanged && isUploadedAgain(retraction)) return repeat(retraction, error);
  const mustRead = !isUnchanged && (isDoubtful || isOutcomeUnknown(error));
  const verdict = mustRead ? await readVerdict(retraction, error) : "kept";
  if (verdict !== "unknown") await end(retraction, verdict);
  if (verdict !== "retracted") throw error;
}

async function perform(retraction: Retraction, isDoubtful: boolean): Promise<void> {
  const { settings, channel } = retraction;
  try {
    await callChange(settings, channel, changeOf(retraction));
  } catch (error) {
    if (isLedgerError(error)) throw error;
    return settleFailure(retraction, error, isDoubtful);
  }
  await end(retraction, "retracted");
}

/** Goes on with a retraction that was begun before. */
async function resume(retraction: Retraction): Promise<void> {
  if (isUploadedAgain(retraction)) return repeat(retraction);
  const verdict = await readVerdict(retraction);
  if (verdict === "retracted") return end(retraction, verdict);
  return perform(retraction, verdict === "unknown");
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
    const sent = await ledger.commitRetractionIntent(recordId);
    return perform({ settings, channel, sent }, false);
  }
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined) throw new Error(`the ledger has lost the place of record ${recordId}`);
  return resume({ settings, channel, sent });
}
