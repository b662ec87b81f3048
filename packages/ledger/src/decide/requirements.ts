import { nextState, type RecordEvent, recordMachine } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import type { DeliveryRow, RecordRow } from "./rows.ts";

/**
 * Looks up a delivery that has to be there.
 *
 * @param set - The change.
 * @param deliveryId - Its id.
 * @returns Its row.
 * @throws {@link LedgerError} When it was never intended.
 */
export function requireDelivery(set: ChangeSet, deliveryId: string): DeliveryRow {
  const found = set.delivery(deliveryId);
  if (found === undefined) throw set.failure(`has no delivery ${deliveryId}`);
  return found;
}

/**
 * Looks up a record to which something is about to happen.
 *
 * @param set - The change.
 * @param recordId - Its id.
 * @param event - What is about to happen.
 * @returns Its row.
 * @throws {@link LedgerError} When it is not there or the state machine has no such step.
 */
export function requireStep(set: ChangeSet, recordId: string, event: RecordEvent): RecordRow {
  const row = set.record(recordId);
  if (row === undefined || nextState(recordMachine, row.state, event) === undefined) {
    throw set.failure(`has record ${recordId} ${row?.state ?? "not"}: no "${event}" can follow`);
  }
  return row;
}

/**
 * Finds the delivery with which a record went to its channel.
 *
 * @param set - The change.
 * @param row - The record.
 * @returns The delivery's id.
 * @throws {@link LedgerError} When it is in none.
 */
export function requirePlace(set: ChangeSet, { id, deliveryId }: RecordRow): string {
  if (deliveryId === undefined) throw set.failure(`has no place at the channel for ${id}`);
  return deliveryId;
}
