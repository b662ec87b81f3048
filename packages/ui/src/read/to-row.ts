import { formatInstant } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import type { RecordRow } from "../views.ts";

function reasonOf({ outcome, record }: LedgerRecord): string | undefined {
  switch (outcome?.status) {
    case "refused":
      return outcome.problem.channelWords ?? outcome.problem.message;
    case "unknown":
      return outcome.reason;
    case "partial":
      return `The channel stored ${outcome.stored} of ${record.quantity}.`;
    case "pending":
      return `The channel's state is ${outcome.channelState}.`;
    default:
      return undefined;
  }
}

/**
 * Says of a record what lists show.
 *
 * @param held - The record.
 * @returns A row.
 */
export function toRow(held: LedgerRecord): RecordRow {
  const { record, state, takenInAt } = held;
  const { recordId, channel, subscription, meter, quantity, period } = record;
  const reason = reasonOf(held);
  return {
    recordId,
    channel,
    subscription,
    ...(meter === undefined ? {} : { meter }),
    quantity: quantity.toString(),
    period: { start: formatInstant(period.start), end: formatInstant(period.end) },
    state,
    takenInAt: formatInstant(takenInAt),
    ...(reason === undefined ? {} : { reason }),
  };
}
