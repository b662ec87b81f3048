import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { HeldQuery, RecordQuery } from "../model.ts";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  accepted,
  bring,
  collect,
  refused,
  sampleRecord,
  toDelivery,
  toIntakes,
  unknown,
} from "./sample-records.ts";

const HOUR = 3_600_000;

async function listsWhileTheyMove({ ledger }: LedgerHarness): Promise<void> {
  const records = ["1", "2", "3"].flatMap((subscription) =>
    ["x", "y"].map((name) => sampleRecord(`${subscription}${name}`, { subscription })),
  );
  await ledger.takeIn(toIntakes(...records, sampleRecord("other", { channel: "other" })));
  const keys: string[] = [];
  for await (const key of ledger.pendingKeys("fake")) {
    keys.push(key);
    const [first] = await ledger.pendingRecords("fake", key, 1);
    await ledger.commitRefusals([refused(first?.recordId ?? "")]);
  }
  assert.deepEqual(keys, ["1", "2", "3"]);
  assert.deepEqual(await ledger.pendingRecords("fake", "2", 9), [records[3]]);
  assert.deepEqual(await ledger.pendingRecords("none", "2", 9), []);
}

async function listsInOrder({ ledger }: LedgerHarness): Promise<void> {
  const records = Array.from({ length: 1_203 }, (_, index) =>
    sampleRecord(`r${index}`, { subscription: `s${index % 3}` }),
  );
  await ledger.takeIn(toIntakes(...records));
  const listed = await collect(ledger.records({ channel: "fake", states: ["waiting"] }));
  assert.deepEqual(
    listed.map(({ record }) => record.recordId),
    records.map(({ recordId }) => recordId),
  );
  assert.deepEqual(await collect(ledger.records({ states: ["accepted"] })), []);
  assert.deepEqual(await collect(ledger.records({ states: [] })), []);
  assert.deepEqual(await ledger.knownSubscriptions("fake"), ["s0", "s1", "s2"]);
  assert.deepEqual(await ledger.knownSubscriptions("none"), []);
}

async function filters({ ledger }: LedgerHarness): Promise<void> {
  const at = (recordId: string, start: number, end: number) =>
    sampleRecord(recordId, { period: { start, end }, subscription: `sub-${recordId[0]}` });
  const records = [at("a1", 0, HOUR), at("a2", HOUR, 2 * HOUR), at("b1", HOUR, HOUR)];
  await ledger.takeIn(toIntakes(...records));
  const ids = async (query: RecordQuery) =>
    (await collect(ledger.records(query))).map(({ record }) => record.recordId);
  assert.deepEqual(await ids({ subscription: "sub-a" }), ["a1", "a2"]);
  assert.deepEqual(await ids({ period: { start: 0, end: HOUR } }), ["a1"]);
  assert.deepEqual(await ids({ period: { start: HOUR, end: HOUR + 1 } }), ["a2", "b1"]);
  assert.deepEqual(await ids({ period: { start: 1, end: 2 }, subscription: "sub-b" }), []);
  const [sum] = await ledger.sums({ subscription: "sub-a", period: { start: 0, end: HOUR } });
  assert.equal(sum?.count, 1);
}

async function filtersByFractions({ ledger }: LedgerHarness): Promise<void> {
  const at = (recordId: string, start: number, end: number) =>
    sampleRecord(recordId, { period: { start, end } });
  await ledger.takeIn(toIntakes(at("a", 500, 1_500), at("b", 1_000, 1_000), at("c", 1_001, 2_000)));
  const ids = async (start: number, end: number) =>
    (await collect(ledger.records({ period: { start, end } }))).map(
      ({ record }) => record.recordId,
    );
  assert.deepEqual(await ids(0, 500), []);
  assert.deepEqual(await ids(0, 501), ["a"]);
  assert.deepEqual(await ids(1_000, 1_001), ["a", "b"]);
  assert.deepEqual(await ids(1_499, 1_500), ["a", "c"]);
  assert.deepEqual(await ids(1_500, 1_999), ["c"]);
  assert.deepEqual(await ids(2_000, 3_000), []);
}

async function findsWhatIsNotable({ ledger }: LedgerHarness): Promise<void> {
  const first = await bring(ledger, refused("a"), accepted("b"), unknown("c"));
  const second = await bring(ledger, unknown("d", "x"), refused("e"));
  await bring(ledger, accepted("f"));
  const states = ["refused", "ambiguous", "unknown"] as const;
  const ids = async (query: RecordQuery) =>
    (await collect(ledger.records(query))).map(({ record }) => record.recordId);
  assert.deepEqual(await ids({ states }), ["a", "c", "d", "e"]);
  assert.deepEqual(await ids({ states: ["refused"] }), ["a", "e"]);
  assert.deepEqual(await ids({ states, channel: "other" }), []);
  assert.deepEqual(await ids({ states: ["refused", "accepted"] }), ["a", "b", "e", "f"]);
  const sums = await ledger.sums({ states });
  assert.deepEqual(
    sums.map(({ state, count }) => [state, count]),
    [
      ["ambiguous", 1],
      ["refused", 2],
      ["unknown", 1],
    ],
  );
  const held = async (query: HeldQuery["states"]) =>
    (await collect(ledger.heldDeliveries({ channel: "fake", states: query }))).map(
      ({ delivery }) => delivery.id,
    );
  assert.deepEqual(await held(["unknown", "ambiguous"]), [first.id, second.id]);
  assert.deepEqual(await held(["ambiguous"]), [second.id]);
  assert.deepEqual(await held(["unknown", "accepted"]).then((found) => found.length), 2);
}

async function addsUpExactly({ ledger }: LedgerHarness): Promise<void> {
  const quantities = ["0.1", "0.2", "12345678901234567890123450.000000000001"];
  const records = quantities.map((text, index) =>
    sampleRecord(`r${index}`, { quantity: Quantity.parse(text) }),
  );
  await ledger.takeIn(toIntakes(...records));
  const { meter: _, ...bare } = sampleRecord("s", { channel: "other" });
  await ledger.takeIn(toIntakes(bare));
  const delivery = toDelivery(bare);
  await ledger.commitIntents([delivery]);
  const stored = Quantity.parse("0.25");
  const partial = {
    status: "partial",
    recordId: "s",
    reference: "x",
    sent: bare.quantity,
  } as const;
  await ledger.commitOutcomes([{ deliveryId: delivery.id, outcomes: [{ ...partial, stored }] }]);
  const quantity = Quantity.parse("12345678901234567890123450.300000000001");
  const line = { channel: "fake", meter: "calls", state: "waiting", count: 3, quantity };
  const other = { channel: "other", state: "partial", count: 1, quantity: bare.quantity, stored };
  assert.deepEqual(await ledger.sums(), [{ ...line, stored: quantity }, other]);
}

async function tellsWhatAKeyHolds({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), refused("b"), accepted("c"));
  await ledger.commitRetractionIntent("c");
  const held = async (key: string) =>
    (await ledger.heldRecords("fake", key)).map(({ record }) => record.recordId);
  assert.deepEqual(await held("sub-1"), ["a", "c"]);
  assert.deepEqual(await held("none"), []);
}

async function knowsNothingOfOthers({ ledger }: LedgerHarness): Promise<void> {
  assert.equal(await ledger.record("none"), undefined);
  assert.equal(await ledger.delivery("none"), undefined);
  assert.deepEqual(await ledger.recordsOf("none"), []);
  assert.deepEqual(await ledger.history("none"), []);
  assert.equal(await ledger.sentRecord("none"), undefined);
  assert.deepEqual(await ledger.sums(), []);
  await assert.rejects(ledger.commitResends(["none"]), /has no delivery none/);
  await assert.rejects(
    ledger.commitOutcomes([{ deliveryId: "none", outcomes: [] }]),
    /has no delivery none/,
  );
}

/** What queries must do, by the sentence that it proves. */
export const queryTests: LedgerTests = {
  "lists keys and records that wait, also while they are being moved": listsWhileTheyMove,
  "lists records in the order in which they were taken in, and subscriptions": listsInOrder,
  "finds records by subscription and period": filters,
  "finds records by periods that begin or end within a second": filtersByFractions,
  "finds the few records and deliveries that somebody has to look at": findsWhatIsNotable,
  "adds up exactly per channel, meter and state": addsUpExactly,
  "tells which records of a key the channel holds or may hold": tellsWhatAKeyHolds,
  "says so where it knows nothing": knowsNothingOfOthers,
};
