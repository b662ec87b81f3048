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
