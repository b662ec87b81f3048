import { type Channel, MissingConfigurationError, type UsageRecord } from "@usage-billing/core";
import type { LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { Settings } from "../settings.ts";
import { UnchangeableRecordError } from "./unchangeable-record-error.ts";

/** Why a record in each of these states cannot be changed, as the end of a sentence. */
const REASONS: Readonly<Partial<Record<RecordState, string>>> = {
  waiting: "was not sent yet; report first",
  unsent: "was not sent yet; report first",
  sending: "may have been sent, its outcome is not known; report first to settle it",
  unknown: "may have been sent, its outcome is not known; report first to settle it",
  ambiguous:
    "may be one of several that the channel holds; decide which, or report again to read it back",
  disputed:
    "is not just as it was sent at the channel; decide what it holds, or mend it there and follow again",
  refused: "was refused: the channel does not hold it; mend it and report it again",
  dismissed:
    "was dismissed: nothing is billed for it; report the usage under an id of its own if it has to be",
  retracted:
    "was retracted: the channel does not hold it any more; report the usage anew if it did happen",
  retracting: "is being retracted; retract it again to finish that",
  correcting: "is being corrected; correct it again in the same way to finish that",
  corrected: "was replaced by a correction; change the record that replaced it",
  replacing: "is a correction that is not finished; correct the first record again to finish it",
};

/**
 * Tells why a record in a state cannot be changed at its channel.
 *
 * @param state - The state.
 * @returns The end of a sentence, its way out behind a semicolon; `undefined` when it can be changed.
 */
export function whyUnchangeable(state: RecordState): string | undefined {
  return REASONS[state];
}

/**
 * Finds a record that a person wants to change.
 *
 * @param settings - The reporter's settings.
 * @param recordId - The record's id.
 * @param resumable - The state in which such a change was begun before.
 * @returns The record; accepted, pending, partial, or in the resumable state.
 * @throws {@link UnchangeableRecordError} When it stands anywhere else.
 */
export async function findChangeable(
  settings: Settings,
  recordId: string,
  resumable: RecordState,
): Promise<LedgerRecord> {
  const held = await settings.ledger.record(recordId);
  if (held === undefined) {
    throw new UnchangeableRecordError(recordId, undefined, "is not in the ledger; check the id");
  }
  const reason = held.state === resumable ? undefined : REASONS[held.state];
  if (reason === undefined) return held;
  throw new UnchangeableRecordError(recordId, held.state, reason);
}

/**
 * Finds a record's channel.
 *
 * @param settings - The reporter's settings.
 * @param record - The record.
 * @returns The channel.
 * @throws {@link MissingConfigurationError} When the reporter has none of that id.
 */
export function requireChannel(settings: Settings, record: UsageRecord): Channel {
  const channel = settings.channels.get(record.channel);
  if (channel !== undefined) return channel;
  throw new MissingConfigurationError(
    `record ${record.recordId} is for channel "${record.channel}", which is not configured`,
  );
}
