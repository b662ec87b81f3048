import { Quantity } from "@usage-billing/core";
import { type LedgerRecord, recordMachine } from "@usage-billing/ledger";
import { expect, it } from "vitest";
import { OPEN_STATES, STATE_MEANINGS, splitRecord, stepOf } from "./standings.ts";

const record = {
  recordId: "r",
  channel: "c",
  subscription: "s",
  quantity: Quantity.parse("3"),
  period: { start: 0, end: 1 },
};

function held(change: Partial<LedgerRecord>): LedgerRecord {
  return { record, state: "accepted", takenInAt: 0, ...change };
}

it("knows every state of the ledger", () => {
  expect(Object.keys(STATE_MEANINGS).toSorted()).toEqual(
    Object.keys(recordMachine.states).toSorted(),
  );
  expect(OPEN_STATES).not.toContain("accepted");
});

it("calls a record billed only when the channel names its invoice or order", () => {
  const outcome = { status: "accepted", recordId: "r", reference: "u" } as const;
  const billed = held({ outcome: { ...outcome, billingReference: "inv-1" } });
  expect(splitRecord(billed)).toEqual([
    { standing: "billed", records: 1, quantity: record.quantity },
  ]);
  expect(splitRecord(held({ outcome }))).toMatchObject([{ standing: "accepted" }]);
  expect([stepOf(billed), stepOf(held({ outcome }))]).toEqual([5, 4]);
});

it("keeps a billed record that is disputed out of what is billed", () => {
  const outcome = {
    status: "accepted",
    recordId: "r",
    reference: "u",
    billingReference: "inv-1",
  } as const;
  const disputed = held({ state: "disputed", outcome });
  expect(splitRecord(disputed)).toMatchObject([{ standing: "disputed" }]);
  expect(stepOf(disputed)).toBe(3);
});

it("counts a refused record as sent when it was", () => {
  expect(stepOf(held({ state: "refused", deliveryId: "d" }))).toBe(2);
  expect(stepOf(held({ state: "refused" }))).toBe(1);
});
