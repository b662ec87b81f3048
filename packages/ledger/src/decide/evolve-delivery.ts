import { type DeliveryEvent, deliveryMachine, nextState } from "../state-machine.ts";
import type { Fact, Stamp } from "./facts.ts";
import { type DeliveryRow, IN_DOUBT, type RecordRow } from "./rows.ts";

function move(row: DeliveryRow, event: DeliveryEvent): DeliveryRow {
  const state = nextState(deliveryMachine, row.state, event);
  return state === undefined || state === row.state ? row : { ...row, state };
}

/**
 * Tells where a delivery stands after a fact about it or about one of its records.
 *
 * @param row - The delivery; `undefined` before it is intended.
 * @param fact - The fact.
 * @param after - The fact's number and time, and what gives the delivery's records after it.
 * @returns The delivery afterwards; the same object when the fact does not move it.
 */
export function evolveDelivery(
  row: DeliveryRow | undefined,
  fact: Fact,
  after: Stamp & { readonly members: () => Iterable<RecordRow> },
): DeliveryRow | undefined {
  if (fact.kind === "intent") {
    const { deliveryId: id, recordIds } = fact;
    const { sequence, at } = after;
    const planned = recordIds.length;
    return { id, sequence, state: "sending", planned, attempts: 1, intendedAt: at };
  }
  if (row === undefined) return undefined;
  switch (fact.kind) {
    case "resend": {
      const next = { ...row, attempts: row.attempts + 1, intendedAt: after.at };
      return move(next, "resend");
    }
    case "not-sent":
      return move(row, "not-sent");
    case "outcome":
    case "settlement":
    case "decision":
      for (const { state } of after.members()) {
        if (IN_DOUBT.has(state)) return move(row, "unknown");
      }
      return move(row, "settled");
    default:
      return row;
  }
}
