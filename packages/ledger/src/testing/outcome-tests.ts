import assert from "node:assert/strict";
import { type Outcome, Quantity, type Settlement } from "@usage-billing/core";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  accepted,
  bring,
  collect,
  intend,
  refused,
  sampleRecord,
  statesOf,
  unknown,
} from "./sample-records.ts";

const records = [sampleRecord("a"), sampleRecord("b")];

async function settles({ ledger, reopen }: LedgerHarness): Promise<void> {
  const partial: Outcome = {
    ...{ status: "partial", recordId: "b", reference: "ref-b" },
    ...{ sent: Quantity.parse("1.5"), stored: Quantity.parse("0.25") },
  };
  const { id: deliveryId } = await bring(ledger, accepted("a"), partial);
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
  assert.deepEqual(await collect(ledger.openDeliveries("fake")), []);
  const again = await reopen();
  const found = await again.record("b");
  assert.deepEqual([found?.state, found?.outcome, found?.reference], ["partial", partial, "ref-b"]);
}

async function keepsOthersApart({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, ...records);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), accepted("other")] }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["accepted", "sending"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "unknown");
  assert.deepEqual((await ledger.delivery(deliveryId))?.openRecordIds, ["b"]);
}

async function keepsWhatWasKnown({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, accepted("a"), accepted("b"));
  const outcomes = [unknown("a"), { status: "absent", recordId: "b" } as const];
  await ledger.commitOutcomes([{ deliveryId, outcomes }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["accepted", "accepted"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
}

async function tellsWhoFoundIt({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, ...records);
  await ledger.commitSteps(deliveryId, ["file created", "file uploaded"]);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [unknown("a"), accepted("b")] }]);
  const readBack = { deliveryId, outcomes: [accepted("a")], foundBy: "read-back" } as const;
  await ledger.commitOutcomes([readBack]);
  const history = await ledger.history("a");
  const kinds = history.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["taken-in", "intent", "step", "outcome", "settlement"]);
  assert.deepEqual(history[2]?.body, { steps: ["file created", "file uploaded"] });
  assert.deepEqual(history.at(-1)?.body, { outcomes: [accepted("a")] });
  assert.equal(JSON.stringify(history).includes("ref-b"), false);
  assert.deepEqual(await statesOf(ledger, "a"), ["accepted"]);
  await assert.rejects(ledger.commitSteps("none", ["x"]), /has no delivery none/);
}

async function followsTheChannel({ ledger }: LedgerHarness): Promise<void> {
  const pending = (recordId: string): Outcome => ({
    ...{ status: "pending", recordId, reference: `ref-${recordId}`, channelState: "in review" },
  });
  const { id: deliveryId } = await bring(ledger, pending("a"), pending("b"), accepted("c"));
  const before = (await collect(ledger.entries())).length;
  const follow = (...outcomes: Outcome[]) => ledger.commitChannelStates([{ deliveryId, outcomes }]);
  await follow(pending("a"), accepted("c"), unknown("b"));
  assert.equal((await collect(ledger.entries())).length, before);
  const billed = { ...accepted("c"), billingReference: "INV-1" };
  await follow(accepted("a"), refused("b"), billed as Outcome);
  assert.deepEqual(await statesOf(ledger, "a", "b", "c"), ["accepted", "refused", "accepted"]);
  assert.deepEqual((await ledger.record("c"))?.outcome, billed);
  assert.equal((await ledger.history("c")).at(-1)?.kind, "channel-state");
  await follow(billed as Outcome);
  assert.equal((await collect(ledger.entries())).length, before + 1);
}

async function disputesWhatTheChannelDenies({ ledger }: LedgerHarness): Promise<void> {
  const all = ["a", "b", "c"];
  const { id: deliveryId } = await bring(ledger, ...all.map(accepted));
  const absent = { status: "absent", recordId: "b" } as const;
  const follow = (...outcomes: Settlement[]) =>
    ledger.commitChannelStates([{ deliveryId, outcomes }]);
  for (const _ of [1, 2]) await follow(unknown("a", "x", "y"), absent, unknown("c"));
  assert.deepEqual(await statesOf(ledger, ...all), ["disputed", "disputed", "accepted"]);
  assert.deepEqual((await ledger.record("a"))?.outcome, unknown("a", "x", "y"));
  assert.equal((await ledger.record("a"))?.reference, "ref-a");
  assert.equal((await ledger.record("b"))?.outcome?.status, "unknown");
  const kinds = (await ledger.history("b")).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["taken-in", "intent", "outcome", "channel-state"]);
  assert.equal((await ledger.delivery(deliveryId))?.state, "settled");
  assert.equal(await ledger.pendingCount("fake"), 0);
  await assert.rejects(ledger.commitResends([deliveryId]));
  await follow(accepted("a"), unknown("c"));
  await ledger.commitDecision("b", { kind: "absent" }, { reason: "asked them", by: "Ada" });
  assert.deepEqual(await statesOf(ledger, ...all), ["accepted", "waiting", "accepted"]);
}

async function followsOnlyWhatIsHeld({ ledger }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await bring(ledger, accepted("a"), unknown("b"));
  await ledger.commitRetractionIntent("a");
  await ledger.commitChannelStates([{ deliveryId, outcomes: [accepted("a"), accepted("b")] }]);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a")] }]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["retracting", "unknown"]);
}

async function listsHeldDeliveries({ ledger }: LedgerHarness): Promise<void> {
  const first = await bring(ledger, accepted("a"));
  const second = await bring(ledger, accepted("b"), refused("c"));
  await bring(ledger, refused("d"));
  const list = async (...states: ("accepted" | "pending" | "refused")[]) =>
    (await collect(ledger.heldDeliveries({ channel: "fake", states }))).map(
      (found) => found.delivery.id,
    );
  assert.deepEqual(await list("accepted", "pending"), [first.id, second.id]);
  assert.equal((await list("refused")).length, 2);
  assert.deepEqual(await list("pending"), []);
  assert.deepEqual(await list(), []);
  const after = async (id: string) =>
    (
      await collect(ledger.heldDeliveries({ channel: "fake", states: ["accepted"], after: id }))
    ).map((found) => found.delivery.id);
  assert.deepEqual(await after(first.id), [second.id]);
  assert.deepEqual(await after(second.id), []);
  await assert.rejects(after("none"), /has no delivery none/);
  const others = ledger.heldDeliveries({ channel: "other", states: ["accepted"] });
  assert.deepEqual(await collect(others), []);
}

/** What outcomes must do, by the sentence that it proves. */
export const outcomeTests: LedgerTests = {
  "settles a delivery when all of its records have an outcome": settles,
  "leaves records as they are that nothing is said of": keepsOthersApart,
  "does not let a later doubt undo what was known": keepsWhatWasKnown,
  "tells answers, steps and read-back apart, each record's part only": tellsWhoFoundIt,
  "follows what the channel says later, and adds nothing when nothing is new": followsTheChannel,
  "disputes what the channel denies later, until it or a person says otherwise":
    disputesWhatTheChannelDenies,
  "does not follow records that are in doubt or being changed": followsOnlyWhatIsHeld,
  "lists the deliveries that have records in some states": listsHeldDeliveries,
};
