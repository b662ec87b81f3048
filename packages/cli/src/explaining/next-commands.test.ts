import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { nextCommands } from "./next-commands.ts";

const DAY = 86_400_000;
const RECORD: UsageRecord = {
  ...{ recordId: "first", channel: "rebilly", subscription: "s", meter: "calls" },
  quantity: Quantity.parse("2"),
  period: { start: 0, end: DAY },
};

function held(state: LedgerRecord["state"], change: Partial<UsageRecord> = {}): LedgerRecord {
  return { record: { ...RECORD, ...change }, state, takenInAt: 0 };
}

describe("a record that is refused", () => {
  const correct = 'usage-billing correct first --quantity QUANTITY --reason "WHY"';

  it("can be corrected, which comes first when it was rejected after it was taken", () => {
    expect(nextCommands(held("refused"), {})).toContain(correct);
    expect(nextCommands(held("refused"), { isRejectedLater: true })[0]).toBe(correct);
  });

  it("as a correction of another that is held still leads to that one", () => {
    const attempt = held("refused", { recordId: "second", quantity: Quantity.parse("3") });
    const again = ['usage-billing correct first --quantity 3 --reason "WHY"'];
    expect(nextCommands(attempt, { original: held("accepted") })).toEqual(again);
    expect(nextCommands(attempt, { original: held("retracted") })[1]).toContain("correct second");
  });
});

describe("the correction to make again", () => {
  it.each([
    [{ quantity: Quantity.parse("3") }, "--quantity 3"],
    [{ meter: "gigabytes" }, "--meter gigabytes"],
    [{ meter: "it's big" }, "--meter 'it'\\''s big'"],
    [
      { period: { start: DAY, end: 2 * DAY } },
      "--period 1970-01-02T00:00:00Z/1970-01-03T00:00:00Z",
    ],
  ])("says what %j changed", (change, option) => {
    const original = held("correcting");
    const replacement = held("replacing", { recordId: "second", ...change });
    const command = [`usage-billing correct first ${option} --reason "WHY"`];
    expect(nextCommands(original, { replacement })).toEqual(command);
    expect(nextCommands(replacement, { original })).toEqual(command);
  });
});
