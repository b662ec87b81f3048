import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { RecordState } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { describeConflict } from "./conflict-words.ts";

const DAY = 86_400_000;
const HELD: UsageRecord = {
  ...{ recordId: "r", channel: "rebilly", subscription: "s", meter: "calls" },
  quantity: Quantity.parse("2"),
  period: { start: 0, end: DAY },
};

function say(change: Partial<UsageRecord>, state: RecordState = "accepted"): string {
  const offered = { ...HELD, source: { file: "usage/1.csv", line: 3 }, ...change };
  return describeConflict({ recordId: "r", held: HELD, state, offered });
}

describe("a record that was taken in before with other content", () => {
  it.each<[Partial<UsageRecord>, string]>([
    [
      { quantity: Quantity.parse("3.5") },
      'with 2, not 3.5 (it is accepted); nothing was sent for it. If the source is right now: usage-billing correct r --quantity 3.5 --reason "WHY". If it is wrong, put the row back.',
    ],
    [
      { meter: "storage" },
      'with meter calls, not storage (it is accepted); nothing was sent for it. If the source is right now: usage-billing correct r --meter storage --reason "WHY".',
    ],
    [
      { period: { start: DAY, end: 2 * DAY }, quantity: Quantity.parse("1") },
      "with 2, not 1, and another period (it is accepted)",
    ],
    [
      { description: "other\u0007" },
      "with another description or other attributes (it is accepted); nothing was sent for it. If that matters, give it an id of its own in the source.",
    ],
  ])("by %j names its place, what differs and the way out", (change, words) => {
    const said = say(change);
    expect(said).toContain(`usage/1.csv:3: record r was taken in before ${words}`);
    expect(said).not.toContain("\u0007");
  });

  it.each<[RecordState, string]>([
    ["dismissed", "If it is to be billed, give it an id of its own in the source."],
    ["retracted", "If it is to be billed, give it an id of its own in the source."],
    ["corrected", "See what comes next: usage-billing explain r"],
    ["unknown", "See what comes next: usage-billing explain r"],
    ["waiting", "usage-billing correct r --quantity 3"],
  ])("has another way out when it is %s", (state, words) => {
    expect(say({ quantity: Quantity.parse("3") }, state)).toContain(words);
  });
});
