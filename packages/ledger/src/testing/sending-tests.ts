import assert from "node:assert/strict";
import { hash } from "node:crypto";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  accepted,
  collect,
  intend,
  sampleRecord,
  statesOf,
  toDelivery,
  toIntakes,
  unknown,
} from "./sample-records.ts";

const [a, b] = [sampleRecord("a"), sampleRecord("b")];

async function keepsTheBytes({ ledger, reopen }: LedgerHarness): Promise<void> {
  const delivery = await intend(ledger, b, a);
  const [open] = await collect((await reopen()).openDeliveries("fake"));
  assert.deepEqual(open?.openRecordIds.toSorted(), ["a", "b"]);
  assert.deepEqual(
    { ...open, openRecordIds: [], delivery: { ...open?.delivery, body: "" } },
    {
      ...{ delivery: { ...delivery, body: "" }, state: "sending", attempts: 1 },
      ...{ sha256: hash("sha256", delivery.body, "hex"), intendedAt: 60_000 },
      ...{ openRecordIds: [], ambiguousRecordIds: [] },
    },
  );
  assert.deepEqual(Buffer.from(open?.delivery.body ?? []).toString(), "b,a");
}

async function countsWhatIsLeft({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, a, b);
  await ledger.takeIn(toIntakes(sampleRecord("c"), sampleRecord("d", { channel: "other" })));
  assert.equal(await ledger.pendingCount("fake"), 3);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), unknown("b", "x")] }]);
  assert.equal(await ledger.pendingCount("fake"), 2);
  assert.equal(await ledger.pendingCount("other"), 1);
  assert.equal(await ledger.pendingCount("none"), 0);
}

async function sendsTheSameBytesAgain({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, b, a);
  await ledger.commitUnsent([{ deliveryId, reason: "connection refused" }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["unsent", "unsent"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "unsent");
  await ledger.commitResends([deliveryId]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["sending", "sending"]);
  const [open] = await collect(ledger.openDeliveries("fake"));
  assert.deepEqual([open?.attempts, String(Buffer.from(open?.delivery.body ?? []))], [2, "b,a"]);
}

async function neverResendsWhatIsSettledInPart({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, a, b);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), unknown("b")] }]);
  await assert.rejects(ledger.commitResends([deliveryId]), /record a is accepted/);
  await assert.rejects(ledger.commitUnsent([{ deliveryId, reason: "x" }]), /record a is accepted/);
  const outcomes = [{ status: "absent", recordId: "b" }] as const;
  await ledger.commitOutcomes([{ deliveryId, outcomes }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["accepted", "waiting"]);
  await assert.rejects(ledger.commitResends([deliveryId]), /it cannot be resend/);
  const inside = (await ledger.recordsOf(deliveryId)).map(({ record }) => record.recordId);
  assert.deepEqual(inside, ["a"]);
}

async function neverResendsWithoutARecord({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, a, b);
  const absent = { status: "absent", recordId: "b" } as const;
  await ledger.commitOutcomes([{ deliveryId, outcomes: [unknown("a"), absent] }]);
  await assert.rejects(ledger.commitResends([deliveryId]), /a record has left it/);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["unknown", "waiting"]);
}

async function intendsOnce({ ledger }: LedgerHarness): Promise<void> {
  const delivery = await intend(ledger, a, b);
  const c = sampleRecord("c");
  await ledger.takeIn(toIntakes(c));
  const before = await collect(ledger.entries());
  await assert.rejects(ledger.commitIntents([delivery]), /already/);
  const twice = [toDelivery(c), toDelivery(c, a)];
  await assert.rejects(ledger.commitIntents(twice), /cannot send record c: it is not waiting/);
  await assert.rejects(ledger.commitIntents([toDelivery(c, c)]), /twice/);
  assert.deepEqual(await collect(ledger.entries()), before);
  assert.deepEqual(await statesOf(ledger, "c"), ["waiting"]);
}

async function countsIntents(harness: LedgerHarness): Promise<void> {
  const { ledger } = harness;
  const { id: deliveryId } = await intend(ledger, a);
  await intend(ledger, sampleRecord("x", { channel: "other" }));
  harness.time = 70_000;
  await ledger.commitUnsent([{ deliveryId, reason: "x" }]);
  await ledger.commitResends([deliveryId]);
  assert.equal(await ledger.lastIntents("fake", 60_000), 2);
  assert.equal(await ledger.lastIntents("fake", 60_001), 1);
  assert.equal(await ledger.lastIntents("fake", 70_001), 0);
  assert.equal(await ledger.lastIntents("other", 0), 1);
}

/** What sending must do, by the sentence that it proves. */
export const sendingTests: LedgerTests = {
  "keeps a delivery as planned, with its bytes and their hash, across a restart": keepsTheBytes,
  "counts what a report still has to bring to an outcome": countsWhatIsLeft,
  "lets the same bytes be sent again while the channel holds none of it": sendsTheSameBytesAgain,
  "refuses to send a delivery again when one of its records has an outcome":
    neverResendsWhatIsSettledInPart,
  "refuses to send a delivery again when one of its records has left it":
    neverResendsWithoutARecord,
  "intends a delivery once, of waiting records, and changes nothing when it refuses": intendsOnce,
  "counts how often sending was intended lately": countsIntents,
};
