import type { LedgerRecord } from "@usage-billing/ledger";
import type { Settings } from "../settings.ts";
import { requireChannel } from "./changeable.ts";
import type { RetryOptions, RetryResult, SkippedRecord } from "./retry-types.ts";

const SKIPPED_LISTED = 100;

async function* findRecords(
  { ledger }: Settings,
  options: RetryOptions,
): AsyncGenerator<LedgerRecord | string> {
  if ("recordIds" in options) {
    for (const recordId of new Set(options.recordIds)) {
      yield (await ledger.record(recordId)) ?? recordId;
    }
    return;
  }
  const channel = "channel" in options ? { channel: options.channel } : {};
  yield* ledger.records({ ...channel, states: ["refused"] });
}

/** Puts a record in line again, or says why it stays. */
async function retryRecord(
  settings: Settings,
  { record, state }: LedgerRecord,
): Promise<string | undefined> {
  if (state !== "refused") return `is ${state}, not refused`;
  const channel = requireChannel(settings, record);
  const [problem] = channel.check(record);
  if (problem !== undefined) return `has a problem still: ${problem.message}`;
  const intake = { record, deliveryKey: channel.deliveryKey(record) };
  const { added } = await settings.ledger.takeIn([intake]);
  if (added > 0) return undefined;
  return "is a correction that was refused; correct the first record again";
}

/**
 * Puts refused records in line again as they are, for the next report.
 *
 * @param settings - The reporter's settings.
 * @param options - Which ones.
 * @returns How many, and which ones not.
 */
export async function retryRefused(
  settings: Settings,
  options: RetryOptions,
): Promise<RetryResult> {
  const skipped: SkippedRecord[] = [];
  let [retried, skippedOmitted] = [0, 0];
  for await (const found of findRecords(settings, options)) {
    const isKnown = typeof found !== "string";
    const reason = isKnown ? await retryRecord(settings, found) : "is not in the ledger";
    const recordId = isKnown ? found.record.recordId : found;
    if (reason === undefined) retried += 1;
    else if (skipped.length < SKIPPED_LISTED) skipped.push({ recordId, reason });
    else skippedOmitted += 1;
  }
  return { retried, skipped, skippedOmitted };
}
