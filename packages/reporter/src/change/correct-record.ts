import {
  type CallOptions,
  type Channel,
  InvalidUsageRecordError,
  type Outcome,
  type Problem,
  type SentRecord,
  type Settlement,
  type UsageRecord,
} from "@usage-billing/core";
import type { CorrectionResult, DecisionGrounds } from "@usage-billing/ledger";
import { changedNothing, isLedgerError, toError } from "../classify-error.ts";
import type { Settings } from "../settings.ts";
import { isHeld, readPresence, UNTOLD } from "../settle/read-presence.ts";
import { callChange, isUnsupported, repeatChange } from "./call-change.ts";
import { findChangeable, requireChannel } from "./changeable.ts";
import { decideCorrection, dismissAttempt, toNotCorrected } from "./decide-correction.ts";
import { UnchangeableRecordError } from "./unchangeable-record-error.ts";

/** What a correction is about. */
interface Correction {
  readonly settings: Settings;
  readonly channel: Channel;
  readonly sent: SentRecord;
  readonly replacement: UsageRecord;
  /** Who wants it, and why. */
  readonly grounds: DecisionGrounds | undefined;
}

function factOf({ channel, subscription, meter, period }: UsageRecord): string {
  return JSON.stringify([channel, subscription, meter ?? null, period.start, period.end]);
}

/** How a record is to be replaced. */
export interface CorrectionOptions {
  /** Who wants it, and why. */
  readonly grounds?: DecisionGrounds;
  /** Whether period and meter may be others, which a channel takes that uploads everything again. */
  readonly mayMove?: boolean;
}

function findProblems(
  channel: Channel,
  { record, replacement }: { readonly record: UsageRecord; readonly replacement: UsageRecord },
  mayMove: boolean,
): readonly Problem[] {
  const problems = [...channel.check(replacement)];
  if (!mayMove && factOf(record) !== factOf(replacement)) {
    const message = `it is for another channel, subscription, meter or period than ${record.recordId}`;
    const fix = "Retract the one and report the other.";
    problems.push({ rule: "correction-of-another-fact", field: "period", message, fix });
  }
  if (record.recordId === replacement.recordId) {
    const message = "a correction needs an id of its own";
    const fix = "Derive it with the next revision.";
    problems.push({ rule: "correction-without-own-id", field: "recordId", message, fix });
  }
  return problems;
}

async function end(correction: Correction, result: CorrectionResult): Promise<Outcome> {
  const { settings, sent, grounds } = correction;
  const { replacement } = result;
  const { recordId } = sent.record;
  await settings.ledger.commitCorrection(recordId, dismissAttempt(recordId, result, grounds));
  if (replacement.status !== "absent") return replacement;
  const reason = "the channel holds neither version; the next report sends the replacement";
  return { status: "unknown", recordId: replacement.recordId, reason };
}

/** Reads both versions back. */
async function decide(
  { settings, channel, sent, replacement }: Correction,
  cause: { readonly reason: string; readonly answered?: Settlement; readonly error?: unknown },
): Promise<CorrectionResult | undefined> {
  const records = [...sent.delivery.records, replacement];
  const delivery = { ...sent.delivery, records };
  const found = await readPresence(settings, channel, { delivery, error: cause.error });
  const first = found.find(({ recordId }) => recordId === sent.record.recordId);
  const other = cause.answered ?? found.at(-1);
  if (first === undefined || other === undefined) return undefined;
  return decideCorrection(first, other, cause.reason);
}

function stillUnknown({ replacement }: Correction, reason: string): Outcome {
  const { recordId } = replacement;
  return {
    status: "unknown",
    recordId,
    reason: `${reason}; correct it again in the same way to settle it`,
  };
}

const changeOf =
  ({ channel, sent, replacement }: Correction) =>
  (options: CallOptions): Promise<Outcome> =>
    channel.correct(sent, replacement, options);

function isUploadedAgain({ channel }: Correction): boolean {
  return channel.capabilities.correction === "upload-again";
}

async function endUnchanged(correction: Correction, error: unknown): Promise<never> {
  const { recordId } = correction.replacement;
  await end(correction, toNotCorrected(recordId, toError(error).message));
  throw error;
}

/** Calls it again until it is clear; in doubt, only the channel's own word says that nothing was replaced. */
async function repeat(correction: Correction, error?: unknown): Promise<Outcome> {
  const { settings, channel } = correction;
  const isClear = ({ status }: Outcome): boolean => status !== "unknown";
  const change = changeOf(correction);
  try {
    return await settleAnswer(
      correction,
      await repeatChange(settings, channel, { change, error, isClear }),
    );
  } catch (thrown) {
    if (isLedgerError(thrown)) throw thrown;
    if (isUnsupported(thrown)) return endUnchanged(correction, thrown);
    return stillUnknown(correction, toError(thrown).message);
  }
}

async function settleAnswer(correction: Correction, answered: Outcome): Promise<Outcome> {
  if (isHeld(answered)) return end(correction, { record: "corrected", replacement: answered });
  const isRefused = answered.status === "refused";
  if (isUploadedAgain(correction)) {
    return isRefused
      ? end(correction, { record: "kept", replacement: answered })
      : repeat(correction, UNTOLD);
  }
  const reason = isRefused ? answered.problem.message : "the channel could not tell";
  const cause = isRefused ? { reason, answered } : { reason, error: UNTOLD };
  const result = await decide(correction, cause);
  return result === undefined ? stillUnknown(correction, reason) : end(correction, result);
}

async function settleFailure(correction: Correction, error: unknown): Promise<Outcome> {
  if (isLedgerError(error)) throw error;
  if (changedNothing(error)) return endUnchanged(correction, error);
  if (isUploadedAgain(correction)) return repeat(correction, error);
  const reason = toError(error).message;
  const result = await decide(correction, { reason, error });
  if (result === undefined) return stillUnknown(correction, reason);
  const outcome = await end(correction, result);
  if (result.record === "kept") throw error;
  return outcome;
}

async function perform(correction: Correction): Promise<Outcome> {
  const { settings, channel } = correction;
  let answered: Outcome;
  try {
    answered = await callChange(settings, channel, changeOf(correction));
  } catch (error) {
    return settleFailure(correction, error);
  }
  return settleAnswer(correction, answered);
}

/** Goes on with a correction that was begun before: only what read-back shows not to have happened is done. */
async function resume(correction: Correction): Promise<Outcome> {
  if (isUploadedAgain(correction)) return repeat(correction);
  const reason = "an earlier attempt was interrupted";
  // Nobody waited for the end of that attempt, so its requests may still be on their way.
  const result = await decide(correction, { reason, error: UNTOLD });
  if (result === undefined) return stillUnknown(correction, reason);
  return result.record === "kept" ? perform(correction) : end(correction, result);
}

/**
 * Replaces a record at its channel, with intent and outcome in the ledger.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param wanted - The record as it should be, and why.
 * @returns What became of the replacement.
 */
export async function correctRecord(
  settings: Settings,
  recordId: string,
  wanted: CorrectionOptions & { readonly replacement: UsageRecord },
): Promise<Outcome> {
  const { ledger } = settings;
  const { replacement, grounds, mayMove = false } = wanted;
  const { record, state, replacedBy } = await findChangeable(settings, recordId, "correcting");
  const channel = requireChannel(settings, record);
  const problems = findProblems(channel, { record, replacement }, mayMove);
  if (problems.length > 0) throw new InvalidUsageRecordError(replacement.recordId, problems);
  if (state !== "correcting") {
    const deliveryKey = channel.deliveryKey(replacement);
    const intake = { record: replacement, deliveryKey };
    const sent = await ledger.commitCorrectionIntent(recordId, intake, grounds);
    return perform({ settings, channel, sent, replacement, grounds });
  }
  const sent = await ledger.sentRecord(recordId);
  if (sent === undefined || replacedBy !== replacement.recordId) {
    const reason = `is being corrected to ${replacedBy}; finish that first`;
    throw new UnchangeableRecordError(recordId, state, reason);
  }
  return resume({ settings, channel, sent, replacement, grounds });
}
