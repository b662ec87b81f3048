import { formatInstant } from "@usage-billing/core";
import type { Ledger, LedgerDelivery } from "@usage-billing/ledger";
import type { DeliveryRow } from "../views.ts";

const LISTED = 10;
/** A delivery may be a file of many records, which all are read with it. */
const MILLISECONDS = 100;

function toDeliveryRow(held: LedgerDelivery): DeliveryRow {
  const { delivery, state, attempts, intendedAt, openRecordIds, ambiguousRecordIds } = held;
  return {
    deliveryId: delivery.id,
    channel: delivery.channel,
    state,
    records: delivery.records.length,
    bytes: delivery.body.byteLength,
    attempts,
    intendedAt: formatInstant(intendedAt),
    open: openRecordIds.length + ambiguousRecordIds.length,
  };
}

async function* readDeliveries(
  ledger: Ledger,
  channels: readonly string[],
): AsyncGenerator<LedgerDelivery> {
  for (const channel of channels) yield* ledger.openDeliveries(channel);
}

/**
 * Lists deliveries that are not settled, the oldest of each channel first, as far as that is quick.
 *
 * @param ledger - The ledger.
 * @param channels - Of which channels.
 * @returns The deliveries, and whether there are more.
 */
export async function listDeliveries(
  ledger: Ledger,
  channels: readonly string[],
): Promise<{ readonly deliveries: readonly DeliveryRow[]; readonly hasMoreDeliveries: boolean }> {
  const started = performance.now();
  const deliveries: DeliveryRow[] = [];
  for await (const held of readDeliveries(ledger, channels)) {
    const isOver = deliveries.length > 0 && performance.now() - started > MILLISECONDS;
    if (deliveries.length === LISTED || isOver) return { deliveries, hasMoreDeliveries: true };
    deliveries.push(toDeliveryRow(held));
  }
  return { deliveries, hasMoreDeliveries: false };
}
