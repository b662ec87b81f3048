import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { describe, expect, it } from "vitest";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { findNaturalTwin } from "./find-natural-twin.ts";

function record(quantity: string, change: Partial<UsageRecord> = {}): UsageRecord {
  return { ...usageRecord(), recordId: "new", quantity: Quantity.parse(quantity), ...change };
}

function held(quantity: string, stored?: string): LedgerRecord {
  const sent = record(quantity, { recordId: "old" });
  const part = stored === undefined ? undefined : Quantity.parse(stored);
  return {
    record: sent,
    state: part === undefined ? "accepted" : "partial",
    takenInAt: 0,
    ...(part === undefined
      ? {}
      : {
          outcome: {
            status: "partial",
            recordId: "old",
            reference: "1",
            sent: sent.quantity,
            stored: part,
          },
        }),
  };
}

describe("findNaturalTwin", () => {
  it.each([
    ["an equal quantity", record("5"), held("5"), true],
    ["another quantity", record("5"), held("4"), false],
    ["an equal part that was stored", record("5"), held("9", "5"), true],
    ["a trimmed record's full quantity", record("9"), held("9", "5"), false],
    [
      "less, where the new record may be trimmed",
      record("5", { acceptPartial: true }),
      held("4"),
      true,
    ],
    [
      "more, where the new record may be trimmed",
      record("5", { acceptPartial: true }),
      held("6"),
      false,
    ],
  ])("judges %s", (_, offered, there, isTwin) => {
    expect(findNaturalTwin(offered, [there])?.rule === "duplicate-natural-key").toBe(isTwin);
  });
});
