import assert from "node:assert/strict";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import { accepted, bring, collect, statesOf, unknown } from "./sample-records.ts";

const grounds = { reason: "seen in the channel's own pages", by: "Ada" };

async function stopsAtAmbiguity({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, unknown("a", "x", "y"), accepted("b"));
  assert.deepEqual(await statesOf(ledger, "a"), ["ambiguous"]);
  assert.deepEqual((await ledger.record("a"))?.outcome, unknown("a", "x", "y"));
  const [open] = await collect(ledger.openDeliveries("fake"));
  assert.deepEqual([open?.openRecordIds, open?.ambiguousRecordIds], [[], ["a"]]);
  await assert.rejects(ledger.commitResends([deliveryId]));
  await assert.rejects(ledger.commitUnsent([{ deliveryId, reason: "x" }]));
  await ledger.commitOutcomes([{ deliveryId, outcomes: [unknown("a")] }]);
  assert.deepEqual(await statesOf(ledger, "a"), ["ambiguous"]);
}

async function readsAnAmbiguousRecordBack({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, unknown("a", "x"), unknown("b", "x"));
  const absent = { status: "absent", recordId: "b" } as const;
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), absent] }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["accepted", "waiting"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
}

async function letsAPersonSayHeld({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, unknown("a", "x", "y"));
  await ledger.commitDecision("a", { kind: "held", reference: "y" }, grounds);
  const decided = await ledger.record("a");
  assert.deepEqual(
    [decided?.state, decided?.reference, decided?.outcome],
    ["accepted", "y", { status: "accepted", recordId: "a", reference: "y" }],
  );
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
  const last = (await ledger.history("a")).at(-1);
  const body = { decision: { kind: "held", reference: "y" }, ...grounds };
  assert.deepEqual([last?.kind, last?.body], ["decision", body]);
  assert.equal((await ledger.commitRetractionIntent("a")).reference, "y");
}

async function letsAPersonSayAbsent({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, unknown("a"), unknown("b", "x"));
  await ledger.commitDecision("a", { kind: "absent" }, grounds);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["waiting", "ambiguous"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "unknown");
  await ledger.commitDecision("b", { kind: "absent" }, grounds);
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
  assert.deepEqual(await collect(ledger.pendingKeys("fake")), ["sub-1"]);
  const kinds = (await ledger.history("a")).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["taken-in", "intent", "outcome", "decision"]);
}

async function decidesOnlyDoubts({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"));
  const absent = { kind: "absent" } as const;
  await assert.rejects(ledger.commitDecision("a", absent, grounds), /has record a accepted/);
  await assert.rejects(ledger.commitDecision("none", absent, grounds), /has record none not/);
}

/** What doubts and decisions must do, by the sentence that it proves. */
export const decidingTests: LedgerTests = {
  "stops at a record with candidates, and does not let it be sent": stopsAtAmbiguity,
  "lets read-back settle an ambiguous record": readsAnAmbiguousRecordBack,
  "lets a person say that the channel holds a record": letsAPersonSayHeld,
  "lets a person say that the channel does not hold a record": letsAPersonSayAbsent,
  "takes a decision only of a record in doubt": decidesOnlyDoubts,
};
