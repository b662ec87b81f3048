import { formatInstant } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { storedOf } from "../standings.ts";
import type { OpenRecord } from "../statement.ts";
import { present } from "./keyed.ts";

function reasonOf(held: LedgerRecord): string | undefined {
  const { outcome } = held;
  const stored = storedOf(held);
  if (stored !== undefined) return `The channel stored ${stored} of ${held.record.quantity}.`;
  if (outcome?.status === "refused") return outcome.problem.channelWords ?? outcome.problem.message;
  if (outcome?.status === "unknown") return outcome.reason;
  if (outcome?.status === "pending") return `The channel's state is ${outcome.channelState}.`;
  return undefined;
}

/**
 * Says what a statement says of a record that is open.
 *
 * @param held - The record.
 * @param product - Its product, where that is known.
 * @returns The record as plain data.
 */
export function toOpenRecord(held: LedgerRecord, product: string | undefined): OpenRecord {
  const { recordId, channel, subscription, meter, quantity, period } = held.record;
  return {
    recordId,
    channel,
    ...present({ product }),
    subscription,
    ...present({ meter }),
    quantity: quantity.toString(),
    period: { start: formatInstant(period.start), end: formatInstant(period.end) },
    state: held.state,
    takenInAt: formatInstant(held.takenInAt),
    ...present({ reason: reasonOf(held) }),
  };
}
