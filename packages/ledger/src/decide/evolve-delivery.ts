import { type DeliveryEvent, deliveryMachine, nextState } from "../state-machine.ts";
import type { Fact, Stamp } from "./facts.ts";
import type { DeliveryRow } from "./rows.ts";

function move(row: DeliveryRow, event: DeliveryEvent, lastSequence: number): DeliveryRow {
  const state = nextState(deliveryMachine, row.state, event);
  return state === undefined || state === row.state ? row : { ...row, state, lastSequence };
}

/**
 * Tells where a delivery stands after a fact about it or about one of its records.
 *
 * @param row - The delivery; `undefined` before it is intended.
 * @param fact - The fact.
 * @param after - The fact's number and time, and whether nobody knows of one of the delivery's records, after
 * it, if the channel holds it.
 * @returns The delivery afterwards; the same object when the fact does not move it.
 */
export function evolveDelivery(
  row: DeliveryRow | undefined,
  fact: Fact,
  after: Stamp & { readonly isInDoubt: () => boolean },
): DeliveryRow | undefined {
  const { sequence, at } = after;
  if (fact.kind === "intent") {
    const { deliveryId: id, recordIds } = fact;
    const planned = recordIds.length;
    const lastSequence = sequence;
    return { id, sequence, state: "sending", planned, attempts: 1, intendedAt: at, lastSequence };
  }
  if (row === undefined) return undefined;
  switch (fact.kind) {
    case "resend": {
      const next = { ...row, attempts: row.attempts + 1, intendedAt: at, lastSequence: sequence };
      return move(next, "resend", sequence);
    }
    case "not-sent":
      return move(row, "not-sent", sequence);
    case "outcome":
    case "settlement":
    case "decision":
      return move(row, after.isInDoubt() ? "unknown" : "settled", sequence);
    default:
      return row;
  }
}
