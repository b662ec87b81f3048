import type {
  CallOptions,
  Delivery,
  HeldUsage,
  Settlement,
  UsageRecord,
} from "@usage-billing/core";
import { listWindow } from "./list.ts";
import { onlyRecord } from "./only-record.ts";
import type { RebillyContext } from "./rebilly-context.ts";
import { toOutcome } from "./to-outcome.ts";

async function heldAtTime(
  context: RebillyContext,
  record: UsageRecord,
  signal: AbortSignal | undefined,
): Promise<readonly HeldUsage[]> {
  const { start } = record.period;
  const window = { from: start, to: start + 1, subscriptions: [record.subscription], signal };
  return Array.fromAsync(listWindow(context, window));
}

function ambiguous(record: UsageRecord, candidates: readonly HeldUsage[]): Settlement {
  return {
    status: "unknown",
    recordId: record.recordId,
    reason: `Rebilly holds ${candidates.length} usages of this subscription and time that could be this record`,
    candidates,
  };
}

/**
 * Decides which of the usages of one subscription and instant is a record. Rebilly stores the quantity
 * that was sent, or less where partial quantities are accepted; nothing else can be this record.
 *
 * @param record - The record that was sent.
 * @param held - What Rebilly holds for its subscription and time.
 * @returns What became of the record.
 */
export function matchRecord(record: UsageRecord, held: readonly HeldUsage[]): Settlement {
  const equal = held.filter(({ quantity }) => quantity.equals(record.quantity));
  const [only, another] = equal;
  if (only !== undefined)
    return another === undefined ? toOutcome(record, only) : ambiguous(record, equal);
  const trimmed =
    record.acceptPartial === true
      ? held.filter(({ quantity }) => quantity.compare(record.quantity) < 0)
      : [];
  const [part, otherPart] = trimmed;
  if (part === undefined) return { status: "absent", recordId: record.recordId };
  return otherPart === undefined ? toOutcome(record, part) : ambiguous(record, trimmed);
}

/**
 * Finds out by read-back what became of a delivery.
 *
 * @param context - The channel.
 * @param delivery - The delivery.
 * @param options - Signal.
 * @returns The settlement of its record.
 */
export async function settle(
  context: RebillyContext,
  delivery: Delivery,
  options: CallOptions = {},
): Promise<readonly Settlement[]> {
  const record = onlyRecord(delivery);
  return [matchRecord(record, await heldAtTime(context, record, options.signal))];
}
