import { Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { fromUsageAggregate } from "../aggregates/from-usage-aggregate.ts";
import { fromUsageChunk } from "../chunks/from-usage-chunk.ts";
import { fromUsageFile } from "../files/from-usage-file.ts";
import { fromUsageReconciliation } from "../reconciliations/from-usage-reconciliation.ts";
import { fromConnectRecord } from "../records/from-connect-record.ts";
import { fromUsageRule } from "../rules/from-usage-rule.ts";

const AT = "2026-10-05T06:07:08+00:00";
const INSTANT = Date.UTC(2026, 9, 5, 6, 7, 8);
const referenceTo = (name: string) => ({ id: `${name}-1`, name });

/** Reads a thing of which the types here do not matter, and takes `raw` away. */
function read(from: (raw: never) => { readonly raw: unknown }, members: object): object {
  const { raw, ...rest } = from(members as never);
  expect(raw).toBe(members);
  return rest;
}

const asset = { id: "AS-1", external_id: "e", external_uid: "u", recon_id: "r" };
const assetRead = { id: "AS-1", externalId: "e", externalUid: "u", reconciliationId: "r" };
const item = {
  ...referenceTo("item"),
  local_id: "item_1",
  mpn: "SEAT",
  unit: "seats",
  precision: "Decimal_2",
  type: "Reservation",
};
const itemRead = {
  ...referenceTo("item"),
  localId: "item_1",
  mpn: "SEAT",
  unit: "seats",
  decimals: 2,
  type: "reservation",
};
const usagefile = { ...referenceTo("UF"), schema: "QT", currency: "EUR" };
const fileRead = { ...referenceTo("UF"), schema: "qt", currency: "EUR" };
const binding = { hub: referenceTo("HB"), external_id: "b" };
const bindingRead = { hub: referenceTo("HB"), externalId: "b" };
const events = { created: { at: AT, by: referenceTo("UR") } };
const eventsRead = { created: { at: INSTANT, by: referenceTo("UR") } };

describe("every member is read into its own", () => {
  it("of a usage file", () => {
    const raw = {
      id: "UF-1",
      status: "Ready",
      sub_status: "Processing",
      name: "October",
      external_id: "ub-1",
      description: "what it is",
      currency: "USD",
      schema: "TR",
      environment: "Preview",
      period: { from: "2026-10-01", to: "2026-10-31" },
      product: referenceTo("PRD"),
      contract: referenceTo("CRD"),
      marketplace: referenceTo("MP"),
      vendor: referenceTo("VA"),
      provider: referenceTo("PA"),
      acceptance_note: "fine",
      rejection_note: "wrong",
      error_detail: "broken",
      usage_file_uri: "https://storage.test/1",
      processed_file_uri: "https://storage.test/2",
      reconciliation_file_uri: "https://storage.test/3",
      stats: { uploaded: 3 },
      records: { valid: 2 },
      events,
    };
    expect(read(fromUsageFile, raw)).toEqual({
      id: "UF-1",
      status: "ready",
      subStatus: "processing",
      name: "October",
      externalId: "ub-1",
      description: "what it is",
      currency: "USD",
      schema: "tr",
      environment: "preview",
      period: { from: "2026-10-01", to: "2026-10-31" },
      product: referenceTo("PRD"),
      contract: referenceTo("CRD"),
      marketplace: referenceTo("MP"),
      vendor: referenceTo("VA"),
      provider: referenceTo("PA"),
      acceptanceNote: "fine",
      rejectionNote: "wrong",
      errorDetail: "broken",
      uploadedLink: "https://storage.test/1",
      processedLink: "https://storage.test/2",
      reconciliationLink: "https://storage.test/3",
      statistics: { uploaded: 3 },
      records: { valid: 2 },
      events: eventsRead,
    });
  });

  it("of a record", () => {
    const raw = {
      id: "UR-1",
      status: "CLOSED",
      usage: "1.25",
      amount: "3.5",
      tier: "1",
      start_date: "2026-10-01T00:00:00Z",
      end_date: "2026-10-02T00:00:00Z",
      item,
      asset,
      category: referenceTo("CAT"),
      usagefile,
      external_billing_id: "B-1",
      external_billing_note: "paid",
      closed_at: AT,
      closed_by: "somebody",
      params: [{ parameter_name: "v.a", parameter_value: 7 }, { parameter_value: "no name" }],
    };
    expect(read(fromConnectRecord, raw)).toEqual({
      id: "UR-1",
      status: "closed",
      quantity: Quantity.parse("1.25"),
      amount: Quantity.parse("3.5"),
      tier: 1,
      start: Date.UTC(2026, 9, 1),
      end: Date.UTC(2026, 9, 2),
      item: itemRead,
      asset: assetRead,
      category: referenceTo("CAT"),
      file: fileRead,
      billingId: "B-1",
      billingNote: "paid",
      closedAt: INSTANT,
      closedBy: "somebody",
      parameters: [{ name: "v.a", value: "7" }],
    });
  });

  it("of a record whose ids stand beside its objects", () => {
    const beside = {
      asset_id: "AS-2",
      asset_external_id: "e2",
      asset_external_uid: "u2",
      item_id: "item-2",
      resource_local_id: "item_2",
    };
    expect(read(fromConnectRecord, { id: "UR-1", ...beside })).toMatchObject({
      asset: { id: "AS-2", externalId: "e2", externalUid: "u2" },
      item: { id: "item-2", localId: "item_2" },
      parameters: [],
    });
    expect(read(fromConnectRecord, { id: "UR-1", ...beside, asset, item })).toMatchObject({
      asset: assetRead,
      item: itemRead,
    });
  });

  it("of a chunk", () => {
    const raw = {
      id: "UFC-1",
      status: "Failed",
      outdated: true,
      external_id: "imported",
      usagefile,
      binding,
      marketplace: referenceTo("MP"),
      provider: referenceTo("PA"),
      error: { detail: "disk" },
      stats: { closed: "4" },
      events,
    };
    expect(read(fromUsageChunk, raw)).toEqual({
      id: "UFC-1",
      status: "failed",
      isOutdated: true,
      externalId: "imported",
      file: fileRead,
      binding: bindingRead,
      marketplace: referenceTo("MP"),
      provider: referenceTo("PA"),
      error: "disk",
      statistics: { closed: 4 },
      events: eventsRead,
    });
  });

  it("of a reconciliation", () => {
    const raw = {
      id: "1",
      status: "Processed",
      usagefile,
      partusagefile: referenceTo("UFC"),
      binding,
      error: { detail: "no such id" },
      notes: { uploaded: "up", processing: "busy" },
      events,
    };
    expect(read(fromUsageReconciliation, raw)).toEqual({
      id: "1",
      status: "processed",
      file: fileRead,
      chunk: referenceTo("UFC"),
      binding: bindingRead,
      error: "no such id",
      notes: { uploaded: "up", processing: "busy" },
      events: eventsRead,
    });
  });

  it("of a rule", () => {
    const raw = {
      id: "1",
      action: "Reject",
      status: "Active",
      scope: "Record",
      rule: "usage > 1",
      item: referenceTo("item"),
      events,
    };
    expect(read(fromUsageRule, raw)).toEqual({
      id: "1",
      action: "reject",
      status: "active",
      scope: "record",
      rule: "usage > 1",
      item: referenceTo("item"),
      events: eventsRead,
    });
  });

  it("of an aggregate", () => {
    const raw = {
      asset,
      item,
      consumed: "7.5",
      accepted: "7",
      amount: "0.75",
      currency: "USD",
      events: { last_reported: { at: AT } },
    };
    expect(read(fromUsageAggregate, raw)).toEqual({
      asset: assetRead,
      item: itemRead,
      consumed: Quantity.parse("7.5"),
      accepted: Quantity.parse("7"),
      amount: Quantity.parse("0.75"),
      currency: "USD",
      lastReported: { at: INSTANT },
    });
  });

  it("and what says nothing is not there", () => {
    const nothing = { id: "1", item: {}, asset: {}, binding: {}, usagefile: {}, partusagefile: {} };
    expect(read(fromUsageAggregate, nothing)).toEqual({});
    expect(read(fromUsageChunk, { ...nothing, marketplace: { id: "" } })).toEqual({
      id: "1",
      status: "",
      isOutdated: false,
      statistics: {},
      events: {},
    });
    expect(read(fromUsageFile, { ...nothing, period: { from: "soon" } })).toEqual({
      id: "1",
      status: "",
      statistics: {},
      records: {},
      events: {},
    });
    expect(read(fromConnectRecord, { ...nothing, category: {}, params: "none" })).toEqual({
      id: "1",
      status: "",
      parameters: [],
    });
  });
});
