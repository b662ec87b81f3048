import { hash } from "node:crypto";
import { type Outcome, Quantity } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deliveryOf, intakes, usageRecord } from "./__fixtures__/records.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import type { Ledger, LedgerDelivery } from "./index.ts";

let folder: TemporaryFolder;
let ledger: Ledger;
const [a, b] = [usageRecord(), usageRecord({ recordId: "b" })];
const delivery = deliveryOf(b, a);
const deliveryId = delivery.id;

beforeEach(async () => {
  folder = createTemporaryFolder();
  ledger = folder.open();
  await ledger.takeIn(intakes(a, b));
  await ledger.commitIntents([delivery]);
});
afterEach(() => folder.remove());

function accepted(recordId: string): Outcome {
  return { status: "accepted", recordId, reference: `ref-${recordId}` };
}

async function states(): Promise<(string | undefined)[]> {
  const found = [await ledger.record("a"), await ledger.record("b")];
  return [...found.map((record) => record?.state), (await ledger.delivery(deliveryId))?.state];
}

async function openDeliveries(): Promise<LedgerDelivery[]> {
  const open: LedgerDelivery[] = [];
  for await (const found of ledger.openDeliveries("fake")) open.push(found);
  return open;
}

describe("a delivery", () => {
  it("is kept as planned, with its bytes and their hash, across a restart", async () => {
    await ledger.close();
    ledger = folder.open();
    expect(await openDeliveries()).toEqual([
      {
        delivery: { ...delivery, body: new Uint8Array(delivery.body) },
        state: "sending",
        sha256: hash("sha256", delivery.body, "hex"),
        attempts: 1,
        intendedAt: 60_000,
        openRecordIds: ["a", "b"],
        ambiguousRecordIds: [],
      },
    ]);
    expect(await ledger.pendingCount("fake")).toBe(2);
  });

  it("is settled when all of its records have an outcome", async () => {
    const partial: Outcome = {
      ...{ status: "partial", recordId: "b", reference: "ref-b" },
      ...{ sent: Quantity.parse("1.5"), stored: Quantity.parse("0.25") },
    };
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), partial] }]);
    expect(await states()).toEqual(["accepted", "partial", "settled"]);
    expect(await openDeliveries()).toEqual([]);
    expect(await ledger.record("b")).toMatchObject({ outcome: partial, reference: "ref-b" });
    expect(await ledger.sums()).toMatchObject([
      { state: "accepted", meter: "calls", count: 1, stored: Quantity.parse("1.5") },
      { state: "partial", quantity: Quantity.parse("1.5"), stored: Quantity.parse("0.25") },
    ]);
  });

  it("tells which records of its key the channel may hold", async () => {
    const idsHeld = async (key: string) =>
      (await ledger.heldRecords("fake", key)).map(({ record }) => record.recordId);
    expect(await idsHeld(delivery.key)).toEqual(["a", "b"]);
    const problem = { rule: "no", field: "quantity", message: "no" };
    const refused: Outcome = { status: "refused", recordId: "b", problem };
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), refused] }]);
    expect(await idsHeld(delivery.key)).toEqual(["a"]);
    expect(await idsHeld("another key")).toEqual([]);
  });

  it("stays open while a record is ambiguous, and keeps the candidates", async () => {
    const held = { channel: "fake", reference: "x", subscription: "s", status: "open" };
    const unknown: Outcome = {
      ...{ status: "unknown", recordId: "b", reason: "ambiguous" },
      candidates: [{ ...held, quantity: Quantity.parse("0.1"), period: { start: 0, end: 1 } }],
    };
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), unknown] }]);
    expect(await states()).toEqual(["accepted", "ambiguous", "unknown"]);
    expect((await ledger.record("b"))?.outcome).toEqual(unknown);
    expect((await openDeliveries())[0]?.ambiguousRecordIds).toEqual(["b"]);
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("b")] }]);
    expect(await states()).toEqual(["accepted", "accepted", "settled"]);
  });

  it("does not let a later doubt undo what was known", async () => {
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), accepted("b")] }]);
    const doubt: Outcome = { status: "unknown", recordId: "a", reason: "no answer" };
    const absent = { status: "absent", recordId: "b" } as const;
    await ledger.commitOutcomes([{ deliveryId, outcomes: [doubt, absent] }]);
    expect(await states()).toEqual(["accepted", "accepted", "settled"]);
  });

  it("can be sent again with the same bytes while the channel holds none of it", async () => {
    await ledger.commitUnsent([{ deliveryId, reason: "connection refused" }]);
    expect(await states()).toEqual(["unsent", "unsent", "unsent"]);
    await ledger.commitResends([deliveryId]);
    expect(await states()).toEqual(["sending", "sending", "sending"]);
    const [open] = await openDeliveries();
    expect([open?.attempts, Buffer.from(open?.delivery.body ?? []).toString()]).toEqual([2, "b,a"]);
  });

  it("is not sent again when one of its records has an outcome or has left it", async () => {
    const unknown: Outcome = { status: "unknown", recordId: "b", reason: "no answer" };
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), unknown] }]);
    await expect(ledger.commitResends([deliveryId])).rejects.toThrow("record a is accepted");
    const absent = { status: "absent", recordId: "b" } as const;
    await ledger.commitOutcomes([{ deliveryId, outcomes: [absent] }]);
    expect(await states()).toEqual(["accepted", "waiting", "settled"]);
    await expect(ledger.commitResends([deliveryId])).rejects.toThrow("it cannot be resend");
    expect((await ledger.recordsOf(deliveryId)).map(({ record }) => record)).toEqual([a]);
  });

  it("is not sent again without a record that is in line for another delivery", async () => {
    const unknown: Outcome = { status: "unknown", recordId: "a", reason: "no answer" };
    const absent = { status: "absent", recordId: "b" } as const;
    await ledger.commitOutcomes([{ deliveryId, outcomes: [unknown, absent] }]);
    expect(await states()).toEqual(["unknown", "waiting", "unknown"]);
    await expect(ledger.commitResends([deliveryId])).rejects.toThrow("a record has left it");
    expect(await states()).toEqual(["unknown", "waiting", "unknown"]);
  });

  it("is intended once, of waiting records only, and changes nothing when it is refused", async () => {
    const c = usageRecord({ recordId: "c" });
    await ledger.takeIn(intakes(c));
    const before = await ledger.sums();
    await expect(ledger.commitIntents([delivery])).rejects.toThrow("already");
    await expect(ledger.commitIntents([deliveryOf(c), deliveryOf(c, a)])).rejects.toThrow(
      "cannot send record c: it is not waiting",
    );
    expect(await ledger.sums()).toEqual(before);
    expect((await ledger.history("c")).map(({ kind }) => kind)).toEqual(["taken-in"]);
    await ledger.commitIntents([deliveryOf(c)]);
    expect((await ledger.record("c"))?.state).toBe("sending");
    expect((await ledger.history("c")).map(({ sequence }) => sequence)).toEqual([4, 5]);
  });

  it("has a history for each record, without the others' part", async () => {
    await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), accepted("b")] }]);
    const history = await ledger.history("a");
    expect(history.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ["taken-in", 1],
      ["intent", 3],
      ["outcome", 4],
    ]);
    expect(history.at(-1)).toMatchObject({ deliveryId, body: { outcomes: [accepted("a")] } });
    expect(JSON.stringify(history)).not.toContain("ref-b");
    expect(await ledger.history("none")).toEqual([]);
  });
});

describe("a change", () => {
  beforeEach(() =>
    ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), accepted("b")] }]),
  );

  it("is handed the records that the channel is meant to hold still", async () => {
    expect((await ledger.commitRetractionIntent("b")).delivery.records).toEqual([a, b]);
    await ledger.commitRetraction("b", "retracted");
    const sent = await ledger.commitRetractionIntent("a");
    expect([sent.reference, sent.record, sent.delivery.records]).toEqual(["ref-a", a, [a]]);
    await ledger.commitRetraction("a", "kept");
    expect(await states()).toEqual(["accepted", "retracted", "settled"]);
    expect(await ledger.sentRecord("b")).toBeUndefined();
  });

  it("puts a replacement in the place of a record", async () => {
    const next = usageRecord({ recordId: "a2", quantity: Quantity.parse("3") });
    const [intake] = intakes(next);
    if (intake === undefined) throw new Error("no intake");
    await ledger.commitCorrectionIntent("a", intake);
    expect((await ledger.record("a2"))?.state).toBe("replacing");
    expect(await ledger.pendingCount("fake")).toBe(0);
    const replacement = accepted("a2");
    await ledger.commitCorrection("a", { record: "corrected", replacement });
    const sent = await ledger.sentRecord("a2");
    expect([sent?.reference, sent?.delivery.records]).toEqual(["ref-a2", [b, next]]);
    const kinds = (await ledger.history("a2")).map(({ kind }) => kind);
    expect(kinds).toEqual(["taken-in", "correction-intent", "correction-outcome"]);
  });

  it("keeps a refused replacement out of the line while its original is held", async () => {
    const next = usageRecord({ recordId: "a2", quantity: Quantity.parse("3") });
    const [intake] = intakes(next);
    if (intake === undefined) throw new Error("no intake");
    await ledger.commitCorrectionIntent("a", intake);
    const problem = { rule: "no", field: "quantity", message: "no" };
    const replacement: Outcome = { status: "refused", recordId: "a2", problem };
    await ledger.commitCorrection("a", { record: "kept", replacement });
    expect(await ledger.takeIn([intake])).toEqual({ added: 0, known: 1, conflicts: [] });
    expect((await ledger.record("a2"))?.state).toBe("refused");
  });

  it("is refused where the state machine has no such step", async () => {
    await expect(ledger.commitRetraction("a", "retracted")).rejects.toMatchObject({
      code: "LEDGER",
    });
    await expect(ledger.commitRetractionIntent("none")).rejects.toThrow("has record none not");
    const [intake] = intakes(usageRecord({ recordId: "b", quantity: Quantity.parse("9") }));
    if (intake === undefined) throw new Error("no intake");
    await expect(ledger.commitCorrectionIntent("a", intake)).rejects.toThrow("with other content");
    expect(await states()).toEqual(["accepted", "accepted", "settled"]);
  });
});
