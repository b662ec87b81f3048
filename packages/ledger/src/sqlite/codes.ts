import type { DeliveryState, RecordState } from "../state-machine.ts";

/** The number of the first state: 0 and 1 take less room in a row than others, which then grew when it moves. */
const FIRST = 2;

/**
 * The states of records in the order of their numbers in the file; a state that is new is added at the end.
 * Those from {@link NOTABLE} on are what an operator looks for among many records that are as they should be.
 */
const RECORD_STATES: readonly RecordState[] = [
  ...(["waiting", "sending", "accepted", "pending"] as const),
  ...(["unsent", "unknown", "ambiguous", "disputed", "partial", "refused"] as const),
  ...(["retracting", "retracted", "correcting", "corrected", "replacing"] as const),
  "dismissed",
];

/** The states of deliveries in the order of their numbers in the file. */
const DELIVERY_STATES: readonly DeliveryState[] = ["sending", "unsent", "unknown", "settled"];

/** The number of the first state that is notable. */
export const NOTABLE: number = RECORD_STATES.indexOf("unsent") + FIRST;

const recordCodes = new Map(RECORD_STATES.map((state, index) => [state, index + FIRST]));
const deliveryCodes = new Map(DELIVERY_STATES.map((state, index) => [state, index + FIRST]));

/**
 * Gives the number of a record's state.
 *
 * @param state - The state.
 * @returns Its number.
 */
export function toRecordCode(state: RecordState): number {
  return recordCodes.get(state) ?? -1;
}

/**
 * Gives the state that a number stands for.
 *
 * @param code - A number from the file.
 * @returns The state.
 */
export function fromRecordCode(code: number): RecordState {
  return RECORD_STATES[code - FIRST] ?? "unknown";
}

/**
 * Gives the number of a delivery's state.
 *
 * @param state - The state.
 * @returns Its number.
 */
export function toDeliveryCode(state: DeliveryState): number {
  return deliveryCodes.get(state) ?? -1;
}

/**
 * Gives the state that a number stands for.
 *
 * @param code - A number from the file.
 * @returns The state.
 */
export function fromDeliveryCode(code: number): DeliveryState {
  return DELIVERY_STATES[code - FIRST] ?? "unknown";
}
