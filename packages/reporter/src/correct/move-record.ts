import type { Outcome, UsageRecord } from "@usage-billing/core";
import type { DecisionGrounds } from "@usage-billing/ledger";
import { requireChannel } from "../change/changeable.ts";
import { correctRecord } from "../change/correct-record.ts";
import { dismissAttempt, toNotCorrected } from "../change/decide-correction.ts";
import { resumeTakingBack, takeBack } from "../change/retract-record.ts";
import { UnchangeableRecordError } from "../change/unchangeable-record-error.ts";
import { toError } from "../classify-error.ts";
import type { Settings } from "../settings.ts";

/** A record that goes elsewhere: the record as it should be, and why. */
interface Move {
  readonly recordId: string;
  readonly replacement: UsageRecord;
  readonly grounds: DecisionGrounds;
}

/**
 * Takes a record out of its place at the channel, with the intent committed for both versions, and puts
 * the other in line. Whenever the process dies, the ledger has the other one, so the usage is not lost.
 */
async function takeOut(
  settings: Settings,
  { recordId, replacement, grounds }: Move,
): Promise<undefined> {
  const { ledger } = settings;
  const channel = requireChannel(settings, replacement);
  const { recordId: replacedBy } = replacement;
  const end = (verdict: "kept" | "retracted", error?: unknown): Promise<void> => {
    const reason = toError(error ?? "the channel holds it still").message;
    const kept = dismissAttempt(recordId, toNotCorrected(replacedBy, reason), grounds);
    const absent = { status: "absent", recordId: replacedBy } as const;
    const moved = { record: "corrected", replacement: absent } as const;
    return ledger.commitCorrection(recordId, verdict === "kept" ? kept : moved);
  };
  const begun = await ledger.record(recordId);
  if (begun?.state !== "correcting") {
    const intake = { record: replacement, deliveryKey: channel.deliveryKey(replacement) };
    const sent = await ledger.commitCorrectionIntent(recordId, intake, grounds);
    await takeBack({ settings, channel, sent, end }, false);
    return undefined;
  }
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined || begun.replacedBy !== replacedBy) {
    const reason = `is being corrected to ${begun.replacedBy}; finish that first`;
    throw new UnchangeableRecordError(recordId, begun.state, reason);
  }
  await resumeTakingBack({ settings, channel, sent, end });
  return undefined;
}

/**
 * Moves a record to another period or meter: within one upload where both belong to the same file, else
 * out of its place, with the other in line for the next report.
 *
 * @param settings - The reporter's settings.
 * @param move - The record, the record as it should be, and why.
 * @returns What became of the other one; `undefined` when it is in line.
 */
export async function moveRecord(settings: Settings, move: Move): Promise<Outcome | undefined> {
  const { recordId, replacement, grounds } = move;
  const channel = requireChannel(settings, replacement);
  const sent = await settings.ledger.sentRecord(recordId);
  const isOneUpload =
    channel.capabilities.correction === "upload-again" &&
    sent?.delivery.key === channel.deliveryKey(replacement);
  if (!isOneUpload) return takeOut(settings, move);
  return correctRecord(settings, recordId, { replacement, grounds, mayMove: true });
}
