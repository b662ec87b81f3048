import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { Intake } from "../model.ts";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  accepted,
  bring,
  collect,
  refused,
  sampleRecord,
  statesOf,
  unknown,
} from "./sample-records.ts";

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

const dismissed = { kind: "dismissed" } as const;

function intakeOf(recordId: string, quantity = "3"): Intake {
  const record = sampleRecord(recordId, { quantity: Quantity.parse(quantity) });
  return { record, deliveryKey: record.subscription };
}

async function letsAPersonDismiss({ ledger, reopen }: LedgerHarness): Promise<void> {
  const { id } = await bring(ledger, refused("a"), accepted("b"), unknown("c"));
  await ledger.commitDecision("a", dismissed, grounds);
  assert.equal((await ledger.delivery(id))?.state, "unknown");
  assert.equal((await ledger.record("a"))?.outcome?.status, "refused");
  const last = (await ledger.history("a")).at(-1);
  assert.deepEqual([last?.kind, last?.deliveryId], ["decision", id]);
  assert.deepEqual(last?.body, { decision: dismissed, ...grounds });
  const held = await ledger.heldRecords("fake", "sub-1");
  assert.deepEqual(
    held.map(({ record }) => record.recordId),
    ["b", "c"],
  );
  await assert.rejects(ledger.commitDecision("a", dismissed, grounds), /has record a dismissed/);
  await assert.rejects(ledger.commitDecision("b", dismissed, grounds), /has record b accepted/);
  await ledger.commitOutcomes([{ deliveryId: id, outcomes: [accepted("a"), accepted("c")] }]);
  const again = await reopen();
  assert.deepEqual(await statesOf(again, "a", "b", "c"), ["dismissed", "accepted", "accepted"]);
  assert.equal((await again.delivery(id))?.state, "settled");
  assert.equal((await again.verify()).differenceCount, 0);
}

async function dismissesWhatWasNotSent({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn([intakeOf("a")]);
  await ledger.commitRefusals([refused("a")]);
  await ledger.commitDecision("a", dismissed, grounds);
  const last = (await ledger.history("a")).at(-1);
  assert.deepEqual([last?.kind, last?.deliveryId], ["decision", undefined]);
  await ledger.rebuild();
  assert.deepEqual(await statesOf(ledger, "a"), ["dismissed"]);
  const sums = await ledger.sums({ states: ["dismissed"] });
  assert.deepEqual(
    sums.map(({ count, quantity }) => [count, quantity.toString()]),
    [[1, "3"]],
  );
}

async function takesADismissedRecordInNoMore({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn([intakeOf("a")]);
  await ledger.commitRefusals([refused("a")]);
  await ledger.commitDecision("a", dismissed, grounds);
  assert.deepEqual(await ledger.takeIn([intakeOf("a")]), { added: 0, known: 1, conflicts: [] });
  const { added, conflicts } = await ledger.takeIn([intakeOf("a", "4")]);
  assert.deepEqual(
    [added, conflicts.map(({ recordId, state }) => [recordId, state])],
    [0, [["a", "dismissed"]]],
  );
  assert.equal(await ledger.pendingCount("fake"), 0);
}

async function dismissesARefusedCorrection({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"));
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  await ledger.commitCorrection("a", { record: "kept", replacement: refused("a2") });
  await ledger.commitDecision("a2", dismissed, grounds);
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["accepted", "dismissed"]);
  await assert.rejects(ledger.commitCorrectionIntent("a", intakeOf("a2")), /a2 dismissed/);
  await ledger.commitCorrectionIntent("a", intakeOf("a3"));
  assert.deepEqual(await statesOf(ledger, "a", "a3"), ["correcting", "replacing"]);
}

/** What doubts and decisions must do, by the sentence that it proves. */
export const decidingTests: LedgerTests = {
  "stops at a record with candidates, and does not let it be sent": stopsAtAmbiguity,
  "lets read-back settle an ambiguous record": readsAnAmbiguousRecordBack,
  "lets a person say that the channel holds a record": letsAPersonSayHeld,
  "lets a person say that the channel does not hold a record": letsAPersonSayAbsent,
  "takes a decision only of a record in doubt": decidesOnlyDoubts,
  "lets a person dismiss a record that was refused, and only such a one": letsAPersonDismiss,
  "dismisses a record that was refused before it was sent": dismissesWhatWasNotSent,
  "never takes a dismissed record in again": takesADismissedRecordInNoMore,
  "leaves what was to be corrected as it is when the correction is dismissed":
    dismissesARefusedCorrection,
};
