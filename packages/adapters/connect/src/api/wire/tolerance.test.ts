import { Quantity } from "@usage-billing/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromUsageAggregate } from "../aggregates/from-usage-aggregate.ts";
import { fromUsageChunk } from "../chunks/from-usage-chunk.ts";
import { fromUsageFile } from "../files/from-usage-file.ts";
import { fromUsageReconciliation } from "../reconciliations/from-usage-reconciliation.ts";
import { fromClosureResults } from "../records/from-closure-results.ts";
import { fromConnectRecord } from "../records/from-connect-record.ts";
import { fromUsageRule } from "../rules/from-usage-rule.ts";
import { fromItemReference } from "./from-reference.ts";
import { readDecimal, readInstant } from "./read-value.ts";

type Raw<Read extends (raw: never) => unknown> = Parameters<Read>[0];

const recordOf = (record: object) => fromConnectRecord(record as Raw<typeof fromConnectRecord>);

describe("a record", () => {
  it("has exact numbers, instants, and what it belongs to", () => {
    expect(
      recordOf({
        id: "UR-2021-01-2023-8696-9408-6767",
        status: "APPROVED",
        usage: "12345678901234567.12345678",
        amount: "0.10",
        tier: 0,
        start_date: "2026-10-01T00:00:00.120931+00:00",
        end_date: "2026-10-01T23:59:59",
        category: { id: "compute", name: "Compute" },
        asset: { id: "AS-1", recon_id: "R-1", region: "eu" },
        item: { id: "PRD-1-1", mpn: "SEAT", precision: "decimal(2)", type: "PPU" },
        usagefile: { id: "UF-1", schema: "TR", currency: "USD" },
        params: [
          { parameter_name: "v.region", parameter_value: "eu" },
          { parameter_name: "v.x" },
          7,
        ],
        external_billing_id: "B-1",
      }),
    ).toMatchObject({
      status: "approved",
      quantity: Quantity.parse("12345678901234567.12345678"),
      amount: Quantity.parse("0.10"),
      tier: 0,
      start: Date.UTC(2026, 9, 1, 0, 0, 0, 120),
      end: Date.UTC(2026, 9, 1, 23, 59, 59),
      category: { id: "compute", name: "Compute" },
      asset: { id: "AS-1", reconciliationId: "R-1" },
      item: { id: "PRD-1-1", mpn: "SEAT", decimals: 2, type: "ppu" },
      file: { id: "UF-1", schema: "tr", currency: "USD" },
      parameters: [{ name: "v.region", value: "eu" }, { name: "v.x" }],
      billingId: "B-1",
    });
  });

  it("may have its category as text, and its ids beside the objects only", () => {
    const record = recordOf({
      id: "UR-1",
      category: "Cat1",
      asset_id: "AS-1",
      item_id: "PRD-1-1",
      resource_local_id: "PRD_1_1",
    });
    expect(record).toMatchObject({
      status: "",
      category: { id: "Cat1" },
      asset: { id: "AS-1" },
      item: { id: "PRD-1-1", localId: "PRD_1_1" },
    });
  });

  it("leaves out what it cannot read, and keeps it in raw", () => {
    const raw = { id: "UR-1", usage: "many", start_date: "soon", tier: null, category: null };
    expect(recordOf(raw)).toEqual({ id: "UR-1", status: "", parameters: [], raw });
  });
});

describe("precision", () => {
  it.each([
    ["integer", 0],
    ["decimal(2)", 2],
    ["decimal_4", 4],
    ["Decimal(8)", 8],
    ["roughly", undefined],
  ])("%s is read", (precision, decimals) => {
    expect(fromItemReference({ id: "1", precision })?.decimals).toBe(decimals);
  });
});

describe("results of closing", () => {
  it("are read whatever their codes are", () => {
    const results = fromClosureResults([
      { id: "a", status: "CLOSED", error_codes: null, error_details: "" },
      { id: "b", status: "approved" },
      { id: "c", error_codes: ["USG_1", "USG_2"], error_details: ["first", "second"] },
      { status: "closed" },
      null,
    ]);
    expect([...results.values()]).toEqual([
      { id: "a", status: "closed" },
      {
        id: "b",
        status: "refused",
        error: "the channel left it approved",
        channelStatus: "approved",
      },
      { id: "c", status: "refused", error: "first; second", codes: "USG_1; USG_2" },
    ]);
  });
});

describe("a chunk, a reconciliation, a rule and an aggregate", () => {
  it("are read with new words and missing members", () => {
    expect(
      fromUsageChunk({
        id: "UFC-1",
        status: "ARCHIVED",
        outdated: null,
        error: { detail: "disk" },
      } as unknown as Raw<typeof fromUsageChunk>),
    ).toMatchObject({ status: "archived", isOutdated: false, error: "disk" });
    expect(
      fromUsageReconciliation({ id: "1", status: null, notes: { uploaded: "October" } }),
    ).toMatchObject({ status: "", notes: { uploaded: "October" } });
    expect(
      fromUsageRule({ id: "1", action: "Accept", scope: "FILE" } as unknown as Raw<
        typeof fromUsageRule
      >),
    ).toMatchObject({ action: "accept", status: "", scope: "file" });
    expect(fromUsageAggregate({ consumed: "1.5", amount: null })).toMatchObject({
      consumed: Quantity.parse("1.5"),
    });
  });
});

describe("reading", () => {
  const mappings = [
    fromUsageFile,
    fromConnectRecord,
    fromUsageChunk,
    fromUsageReconciliation,
    fromUsageRule,
    fromUsageAggregate,
  ] as readonly ((raw: never) => { readonly raw: unknown })[];

  const names = [
    "status",
    "sub_status",
    "period",
    "stats",
    "records",
    "events",
    "usage",
    "amount",
    "tier",
    "item",
    "asset",
    "category",
    "usagefile",
    "params",
    "binding",
    "error",
    "notes",
    "start_date",
    "precision",
  ];

  it("never throws, whatever the members are", () => {
    const anything = fc.anything({ withBigInt: false, maxDepth: 3 });
    const objects = fc.dictionary(fc.constantFrom(...names), anything);
    fc.assert(
      fc.property(objects, (members) => {
        const raw = { id: "1", ...members } as never;
        for (const read of mappings) expect(read(raw).raw).toBe(raw);
      }),
      { seed: 20261001, numRuns: 500 },
    );
  });

  it("takes numbers and times only where they are some", () => {
    expect([readDecimal("1e400"), readDecimal(true), readDecimal("")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([readInstant(7), readInstant(null), readInstant("2026-13-01")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
