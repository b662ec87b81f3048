import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { fillLedger } from "../__fixtures__/fill-ledger.ts";
import { OCTOBER, sampleMonth } from "../__fixtures__/sample-month.ts";
import { withTemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { collectStatement } from "../collect-statement.ts";
import { listOpenRecords } from "../list-open-records.ts";
import type { OpenRecord } from "../statement.ts";
import { formatOpenCsv } from "./format-open-csv.ts";
import { formatStatementCsv } from "./format-statement-csv.ts";
import { guardText } from "./to-csv.ts";

function read(text: string): readonly Record<string, string>[] {
  expect(text.startsWith("\uFEFF")).toBe(true);
  const { data, errors } = Papa.parse<Record<string, string>>(text, {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

async function join(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("formatStatementCsv", () => {
  it("writes every row with its exact figures and the period, and no totals", async () => {
    const statement = await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, sampleMonth());
      return collectStatement(ledger, { period: OCTOBER });
    });
    const rows = read([...formatStatementCsv(statement)].join(""));
    expect(rows).toHaveLength(statement.rows.length);
    for (const [at, { subscription, meter = "", figures }] of statement.rows.entries()) {
      expect(rows[at]).toMatchObject({
        period_start: "2026-10-01T00:00:00Z",
        period_end: "2026-11-01T00:00:00Z",
        subscription,
        meter,
        reported: figures.reported.quantity,
        reported_records: String(figures.reported.records),
        billed: figures.billed.quantity,
        corrected: figures.corrected.quantity,
        credited_outside_the_api: figures.credited.quantity,
        credited_outside_the_api_records: String(figures.credited.records),
      });
    }
    const credited = rows.map((row) => row["credited_outside_the_api"]);
    expect(credited.filter((quantity) => quantity !== "0")).toEqual(["0.5"]);
  });
});

describe("formatOpenCsv", () => {
  it("writes every open record, also when there are more than are in memory at a time", async () => {
    const open = await withTemporaryLedger(async (ledger) => {
      await fillLedger(ledger, sampleMonth());
      return Array.fromAsync(listOpenRecords(ledger, { period: OCTOBER }));
    });
    const many = Array.from({ length: 45 }, () => open).flat();
    const rows = read(await join(formatOpenCsv(many)));
    expect(rows.map((row) => row["record_id"])).toEqual(many.map(({ recordId }) => recordId));
    expect(rows.find((row) => row["state"] === "refused")).toMatchObject({
      meaning: "breaks a rule, and is not held",
      reason: 'No subscription AS-1001-0000-0002 <was> "found" & kept',
    });
  });

  it("lets no text be taken for a formula, and no number be changed", async () => {
    const record: OpenRecord = {
      recordId: "=1+1",
      channel: "c",
      subscription: "@sum(a1)",
      quantity: "-1.5",
      period: { start: "2026-10-01T00:00:00Z", end: "2026-10-02T00:00:00Z" },
      state: "waiting",
      takenInAt: "2026-10-02T00:00:00Z",
      reason: '+cmd|"/c calc"!a0',
    };
    expect(read(await join(formatOpenCsv([record])))).toMatchObject([
      {
        record_id: "'=1+1",
        subscription: "'@sum(a1)",
        quantity: "-1.5",
        reason: `'+cmd|"/c calc"!a0`,
      },
    ]);
    expect(["a=1", "1", "", "\tx"].map(guardText)).toEqual(["a=1", "1", "", "'\tx"]);
  });
});
