import { hash } from "node:crypto";
import type { Delivery } from "@usage-billing/core";
import type { UnsentDelivery } from "../model.ts";
import { deliveryMachine, nextState, recordMachine } from "../state-machine.ts";
import type { ChangeSet } from "./change-set.ts";
import { requireDelivery } from "./requirements.ts";

/** A delivery of the same records that were all refused and are in line again makes room for the new one. */
function requireRoom(set: ChangeSet, deliveryId: string): void {
  const earlier = set.delivery(deliveryId);
  if (earlier === undefined) return;
  if (earlier.state !== "settled" || set.membersOf(deliveryId).length > 0) {
    throw set.failure(`has delivery ${deliveryId} already`);
  }
}

function intend(set: ChangeSet, delivery: Delivery): void {
  const { id, channel, key, body } = delivery;
  requireRoom(set, id);
  const recordIds = delivery.records.map(({ recordId }) => recordId);
  for (const recordId of recordIds) {
    if (set.record(recordId)?.state !== "waiting") {
      throw set.failure(`cannot send record ${recordId}: it is not waiting`);
    }
  }
  if (new Set(recordIds).size !== recordIds.length) {
    throw set.failure(`cannot send delivery ${id}: a record is in it twice`);
  }
  const sha256 = hash("sha256", body, "hex");
  const place = { deliveryId: id, channel, deliveryKey: key };
  set.add({ kind: "intent", ...place, sha256, recordIds, bytes: body });
}

/**
 * Decides that deliveries are about to be sent.
 *
 * @param set - The change, with their records, and with earlier deliveries of the same ids.
 * @param deliveries - The deliveries, as planned.
 * @throws {@link LedgerError} When a record is not waiting, or a delivery is there already.
 */
export function intendDeliveries(set: ChangeSet, deliveries: readonly Delivery[]): void {
  for (const delivery of deliveries) intend(set, delivery);
}

/** Refuses to move a delivery one of whose records has left it or has an outcome. */
function requireWhole(set: ChangeSet, deliveryId: string, event: "not-sent" | "resend"): void {
  const { state, planned } = requireDelivery(set, deliveryId);
  if (nextState(deliveryMachine, state, event) === undefined) {
    throw set.failure(`has delivery ${deliveryId} ${state}: it cannot be ${event}`);
  }
  const members = set.membersOf(deliveryId);
  if (members.length !== planned) {
    throw set.failure(`cannot ${event} delivery ${deliveryId}: a record has left it`);
  }
  for (const row of members) {
    if (nextState(recordMachine, row.state, event) === undefined) {
      const where = `record ${row.id} is ${row.state}`;
      throw set.failure(`cannot ${event} delivery ${deliveryId}: ${where}`);
    }
  }
}

/**
 * Decides that deliveries are about to be sent again.
 *
 * @param set - The change, with the deliveries and their records.
 * @param deliveryIds - Their ids.
 * @throws {@link LedgerError} When the bytes could bill for a record twice.
 */
export function resendDeliveries(set: ChangeSet, deliveryIds: readonly string[]): void {
  for (const deliveryId of deliveryIds) {
    requireWhole(set, deliveryId, "resend");
    set.add({ kind: "resend", deliveryId });
  }
}

/**
 * Decides that deliveries did not reach their channel.
 *
 * @param set - The change, with the deliveries and their records.
 * @param unsent - Their ids and the reasons.
 */
export function leaveUnsent(set: ChangeSet, unsent: readonly UnsentDelivery[]): void {
  for (const { deliveryId, reason } of unsent) {
    requireWhole(set, deliveryId, "not-sent");
    set.add({ kind: "not-sent", deliveryId, reason });
  }
}
