import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Delivery, Quantity, type UsageRecord } from "@usage-billing/core";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { onTestFinished } from "vitest";

/** When everything of the tests happens. */
export const NOW: number = Date.UTC(2026, 10, 2, 10);

/** What makes the files of the tests. */
export const OPTIONS = { now: NOW, madeBy: { "usage-billing": "1.2.3" } } as const;

/**
 * Makes a record.
 *
 * @param recordId - Its id.
 * @param line - Its line in the source.
 */
function usageRecord(recordId: string, line: number): UsageRecord {
  return {
    recordId,
    channel: "rebilly",
    subscription: "sub_1",
    quantity: Quantity.parse("1.125"),
    period: { start: Date.UTC(2026, 9, line), end: Date.UTC(2026, 9, line + 1) },
    source: { file: "usage.csv", line },
  };
}

/** The delivery of some records, with bytes that are theirs. */
function deliveryOf(id: string, body: string, ...records: readonly UsageRecord[]): Delivery {
  return { id, channel: "rebilly", key: "key", records, body: new TextEncoder().encode(body) };
}

/**
 * Opens a ledger for one test. Its record `a` went with delivery `d-1`, was lost and found and is billed; `b`
 * and `c` went with `d-2`, and `c` was refused.
 *
 * @param words - What the channel said of `c`, and the bytes of `d-2`.
 * @returns The ledger.
 */
export async function openToldLedger(
  words: { readonly refusal?: string; readonly body?: string } = {},
): Promise<Ledger> {
  const folder = mkdtempSync(join(tmpdir(), "evidence-"));
  const ledger = openLedger(join(folder, "ledger.db"), { now: () => NOW });
  onTestFinished(async () => {
    await ledger.close();
    rmSync(folder, { recursive: true });
  });
  const [a, b, c] = [usageRecord("a", 2), usageRecord("b", 3), usageRecord("c", 4)];
  await ledger.takeIn([a, b, c].map((record) => ({ record, deliveryKey: "key" })));
  const { body = '{"of":"b and c"}', refusal = "no such plan" } = words;
  await ledger.commitIntents([deliveryOf("d-1", '{"of":"a"}', a), deliveryOf("d-2", body, b, c)]);
  const lost = { status: "unknown", recordId: "a", reason: "no answer" } as const;
  await ledger.commitOutcomes([{ deliveryId: "d-1", outcomes: [lost] }]);
  const found = { status: "accepted", recordId: "a", reference: "usage_a" } as const;
  await ledger.commitOutcomes([{ deliveryId: "d-1", outcomes: [found], foundBy: "read-back" }]);
  const billed = { ...found, billingReference: "invoice_7" };
  await ledger.commitChannelStates([{ deliveryId: "d-1", outcomes: [billed] }]);
  const problem = { rule: "no", field: "record", message: "refused", channelWords: refusal };
  await ledger.commitOutcomes([
    {
      deliveryId: "d-2",
      outcomes: [
        { status: "accepted", recordId: "b", reference: "usage_b" },
        { status: "refused", recordId: "c", problem },
      ],
    },
  ]);
  return ledger;
}

/** The lines of a file as JSON. */
export function readLines(text: string): readonly Record<string, unknown>[] {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
