import { describe, expect, it } from "vitest";
import { deliveryMachine, recordMachine } from "../state-machine.ts";
import { fromDeliveryCode, fromRecordCode, toDeliveryCode, toRecordCode } from "./codes.ts";

describe("the numbers of states", () => {
  it("are those that are in ledgers already", () => {
    const records = Object.keys(recordMachine.states) as (keyof typeof recordMachine.states)[];
    const codes = Object.fromEntries(records.map((state) => [state, toRecordCode(state)]));
    expect(codes).toEqual({
      ...{ waiting: 2, sending: 3, accepted: 4, pending: 5, unsent: 6, unknown: 7 },
      ...{ ambiguous: 8, disputed: 9, partial: 10, refused: 11, retracting: 12 },
      ...{ retracted: 13, correcting: 14, corrected: 15, replacing: 16, dismissed: 17 },
    });
    for (const state of records) expect(fromRecordCode(toRecordCode(state))).toBe(state);
    const deliveries = Object.keys(
      deliveryMachine.states,
    ) as (keyof typeof deliveryMachine.states)[];
    expect(deliveries.map(toDeliveryCode)).toEqual([2, 3, 4, 5]);
    for (const state of deliveries) expect(fromDeliveryCode(toDeliveryCode(state))).toBe(state);
  });
});
