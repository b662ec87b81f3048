import type { CallOptions, Channel, SentRecord } from "@usage-billing/core";
import type { DecisionGrounds } from "@usage-billing/ledger";
import { changedNothing, isLedgerError, isOutcomeUnknown } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { isHeld, readPresence } from "../settle/read-presence.ts";
import { callChange, isUnsupported, repeatChange } from "./call-change.ts";
import { findChangeable, requireChannel } from "./changeable.ts";

/** What read-back says of a retraction in doubt. */
type Verdict = "kept" | "retracted" | "unknown";

/** A record that is to be taken out of its place at the channel; the intent is committed. */
export interface Retraction {
  readonly settings: Settings;
  readonly channel: Channel;
  readonly sent: SentRecord;
  /** Commits how it ended; `error` is what the channel threw. */
  readonly end: (verdict: "kept" | "retracted", error?: unknown) => Promise<void>;
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

function isUploadedAgain({ channel }: Retraction): boolean {
  return channel.capabilities.retraction === "upload-again";
}

/** Calls it again until it is clear; in doubt, only the channel's own word says that the record is kept. */
async function repeat(retraction: Retraction, error?: unknown): Promise<void> {
  const { settings, channel } = retraction;
  try {
    await repeatChange(settings, channel, { change: changeOf(retraction), error });
  } catch (thrown) {
    if (isUnsupported(thrown)) await retraction.end("kept", thrown);
    throw thrown;
  }
  await retraction.end("retracted");
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
  if (verdict !== "unknown") await retraction.end(verdict, error);
  if (verdict !== "retracted") throw error;
}

/**
 * Takes a record out of its place at the channel, until it is clear how that ended.
 *
 * @param retraction - The record, and what commits the end.
 * @param isDoubtful - Whether an earlier attempt may have had its effect.
 */
export async function takeBack(retraction: Retraction, isDoubtful: boolean): Promise<void> {
  const { settings, channel } = retraction;
  try {
    await callChange(settings, channel, changeOf(retraction));
  } catch (error) {
    if (isLedgerError(error)) throw error;
    return settleFailure(retraction, error, isDoubtful);
  }
  await retraction.end("retracted");
}

/**
 * Goes on with a retraction that was begun before: asks the channel first.
 *
 * @param retraction - The record, and what commits the end.
 */
export async function resumeTakingBack(retraction: Retraction): Promise<void> {
  if (isUploadedAgain(retraction)) return repeat(retraction);
  const verdict = await readVerdict(retraction);
  if (verdict === "retracted") return retraction.end(verdict);
  return takeBack(retraction, verdict === "unknown");
}

/**
 * Takes a record back at its channel, with intent and outcome in the ledger.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param grounds - Who wants it, and why.
 */
export async function retractRecord(
  settings: Settings,
  recordId: string,
  grounds?: DecisionGrounds,
): Promise<void> {
  const { ledger } = settings;
  const { record, state } = await findChangeable(settings, recordId, "retracting");
  const channel = requireChannel(settings, record);
  const end = (verdict: "kept" | "retracted") => ledger.commitRetraction(recordId, verdict);
  if (state !== "retracting") {
    const sent = await ledger.commitRetractionIntent(recordId, grounds);
    return takeBack({ settings, channel, sent, end }, false);
  }
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined) throw new Error(`the ledger has lost the place of record ${recordId}`);
  return resumeTakingBack({ settings, channel, sent, end });
}
