import { hash } from "node:crypto";
import type { Delivery } from "@usage-billing/core";
import type { UnsentDelivery } from "../model.ts";
import {
  type DeliveryEvent,
  deliveryMachine,
  nextState,
  type RecordEvent,
  type RecordState,
  recordMachine,
} from "../state-machine.ts";
import { type DeliveryRow, findDelivery, type IntentBody } from "./rows.ts";
import type { Storage } from "./storage.ts";

/** A record that is in a delivery now. */
export interface Member {
  readonly seq: number;
  readonly id: string;
  readonly state: RecordState;
}

/**
 * Lists the records that are in a delivery now.
 *
 * @param storage - The storage.
 * @param delivery - The delivery's row.
 * @returns The records.
 */
export function membersOf(storage: Storage, delivery: DeliveryRow): Member[] {
  return storage.all(
    "SELECT seq, id, state FROM records WHERE delivery = ? ORDER BY seq",
    delivery.seq,
  );
}

/**
 * Finds a delivery that has to be there.
 *
 * @param storage - The storage.
 * @param deliveryId - Its id.
 * @returns Its row.
 * @throws {@link LedgerError} When it was never intended.
 */
export function requireDelivery(storage: Storage, deliveryId: string): DeliveryRow {
  const found = findDelivery(storage, deliveryId);
  if (found === undefined) throw storage.failure(`has no delivery ${deliveryId}`);
  return found;
}

/**
 * Moves a delivery by an event.
 *
 * @param storage - The storage.
 * @param delivery - Its row.
 * @param event - What happened.
 * @throws {@link LedgerError} When the state machine has no such step.
 */
export function moveDelivery(storage: Storage, delivery: DeliveryRow, event: DeliveryEvent): void {
  const next = nextState(deliveryMachine, delivery.state, event);
  if (next === undefined) {
    throw storage.failure(`has delivery ${delivery.id} ${delivery.state}: it cannot be ${event}`);
  }
  if (event === "resend") {
    storage.run(
      "UPDATE deliveries SET state = ?, attempts = attempts + 1, intended_at = ? WHERE seq = ?",
      next,
      storage.now(),
      delivery.seq,
    );
    return;
  }
  storage.run("UPDATE deliveries SET state = ? WHERE seq = ?", next, delivery.seq);
}

/** A delivery of the same records that were all refused and are in line again makes room for the new one. */
function replaceEmpty(storage: Storage, delivery: DeliveryRow): void {
  if (delivery.state !== "settled" || membersOf(storage, delivery).length > 0) {
    throw storage.failure(`has delivery ${delivery.id} already`);
  }
  storage.run("DELETE FROM deliveries WHERE seq = ?", delivery.seq);
}

function commitIntent(storage: Storage, delivery: Delivery): void {
  const { id, channel, key, body } = delivery;
  const earlier = findDelivery(storage, id);
  if (earlier !== undefined) replaceEmpty(storage, earlier);
  const sha256 = hash("sha256", body, "hex");
  const intent: IntentBody = { sha256, records: delivery.records.map(({ recordId }) => recordId) };
  const text = JSON.stringify(intent);
  const seq = storage.append({ kind: "intent", deliveryId: id, body: text, bytes: body });
  storage.run(
    "INSERT INTO deliveries VALUES (?, ?, ?, ?, 'sending', ?, 1, ?)",
    ...[seq, id, channel, key, sha256, storage.now()],
  );
  for (const recordId of intent.records) {
    const moved = storage.run(
      "UPDATE records SET state = 'sending', delivery = ? WHERE id = ? AND state = 'waiting'",
      seq,
      recordId,
    );
    if (moved === 0) throw storage.failure(`cannot send record ${recordId}: it is not waiting`);
  }
}

/**
 * Commits that deliveries are about to be sent.
 *
 * @param storage - The storage.
 * @param deliveries - The deliveries, as planned.
 */
export function commitIntents(storage: Storage, deliveries: readonly Delivery[]): void {
  storage.write(() => {
    for (const delivery of deliveries) commitIntent(storage, delivery);
  });
}

/** Moves a delivery and all of its records; refuses when one of them has left it or has an outcome. */
function moveWhole(
  storage: Storage,
  delivery: DeliveryRow,
  event: DeliveryEvent & RecordEvent,
): void {
  moveDelivery(storage, delivery, event);
  const intent = storage.get<{ planned: number }>(
    "SELECT json_array_length(body, '$.records') AS planned FROM entries WHERE seq = ?",
    delivery.seq,
  );
  const members = membersOf(storage, delivery);
  if (members.length !== intent?.planned) {
    throw storage.failure(`cannot ${event} delivery ${delivery.id}: a record has left it`);
  }
  for (const { seq, id, state } of members) {
    const next = nextState(recordMachine, state, event);
    if (next === undefined) {
      throw storage.failure(`cannot ${event} delivery ${delivery.id}: record ${id} is ${state}`);
    }
    storage.run("UPDATE records SET state = ? WHERE seq = ?", next, seq);
  }
}

/**
 * Commits that deliveries are about to be sent again.
 *
 * @param storage - The storage.
 * @param deliveryIds - Their ids.
 */
export function commitResends(storage: Storage, deliveryIds: readonly string[]): void {
  storage.write(() => {
    for (const deliveryId of deliveryIds) {
      moveWhole(storage, requireDelivery(storage, deliveryId), "resend");
      storage.append({ kind: "resend", deliveryId, body: "{}" });
    }
  });
}

/**
 * Commits that deliveries did not reach their channel.
 *
 * @param storage - The storage.
 * @param unsent - Their ids and the reasons.
 */
export function commitUnsent(storage: Storage, unsent: readonly UnsentDelivery[]): void {
  storage.write(() => {
    for (const { deliveryId, reason } of unsent) {
      moveWhole(storage, requireDelivery(storage, deliveryId), "not-sent");
      storage.append({ kind: "not-sent", deliveryId, body: JSON.stringify({ reason }) });
    }
  });
}
