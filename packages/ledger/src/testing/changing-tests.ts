import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { Intake } from "../model.ts";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import { accepted, bring, refused, sampleRecord, statesOf } from "./sample-records.ts";

function intakeOf(recordId: string, quantity = "3"): Intake {
  const record = sampleRecord(recordId, { quantity: Quantity.parse(quantity) });
  return { record, deliveryKey: record.subscription };
}

async function retracts({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  const first = await ledger.commitRetractionIntent("b");
  assert.deepEqual(first.delivery.records, [sampleRecord("a"), sampleRecord("b")]);
  await ledger.commitRetraction("b", "retracted");
  const second = await ledger.commitRetractionIntent("a");
  assert.deepEqual([second.reference, second.record], ["ref-a", sampleRecord("a")]);
  assert.deepEqual(second.delivery.records, [sampleRecord("a")]);
  await ledger.commitRetraction("a", "kept");
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["accepted", "retracted"]);
  assert.equal(await ledger.sentRecord("b"), undefined);
  const kinds = (await ledger.history("b")).map(({ kind }) => kind).slice(3);
  assert.deepEqual(kinds, ["retraction-intent", "retraction-outcome"]);
}

async function replaces({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["correcting", "replacing"]);
  assert.equal(await ledger.pendingCount("fake"), 0);
  await ledger.commitCorrection("a", { record: "corrected", replacement: accepted("a2") });
  const sent = await ledger.sentRecord("a2");
  assert.equal(sent?.reference, "ref-a2");
  assert.deepEqual(sent?.delivery.records, [sampleRecord("b"), intakeOf("a2").record]);
  assert.equal((await ledger.record("a"))?.replacedBy, "a2");
  const kinds = (await ledger.history("a2")).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["taken-in", "correction-intent", "correction-outcome"]);
}

async function keepsARefusedReplacementOut({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"));
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  await ledger.commitCorrection("a", { record: "kept", replacement: refused("a2") });
  assert.deepEqual(await ledger.takeIn([intakeOf("a2")]), { added: 0, known: 1, conflicts: [] });
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["accepted", "refused"]);
  assert.equal((await ledger.record("a"))?.replacedBy, undefined);
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["correcting", "replacing"]);
}

async function offersAReplacementOfNothing({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  await ledger.commitCorrection("a", { record: "retracted", replacement: refused("a2") });
  assert.equal((await ledger.takeIn([intakeOf("a2", "4")])).added, 1);
  await ledger.commitCorrectionIntent("b", intakeOf("b2"));
  const absent = { status: "absent", recordId: "b2" } as const;
  await ledger.commitCorrection("b", { record: "retracted", replacement: absent });
  assert.deepEqual(await statesOf(ledger, "a", "a2", "b", "b2"), [
    ...["retracted", "waiting", "retracted", "waiting"],
  ]);
  assert.equal(await ledger.pendingCount("fake"), 2);
}

async function refusesWhatCannotFollow({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  await assert.rejects(ledger.commitRetraction("a", "retracted"), { code: "LEDGER" });
  await assert.rejects(ledger.commitRetractionIntent("none"), /has record none not/);
  const taken = ledger.commitCorrectionIntent("a", intakeOf("b", "9"));
  await assert.rejects(taken, /with other content/);
  await ledger.commitCorrectionIntent("a", intakeOf("a2"));
  await assert.rejects(ledger.commitRetraction("a", "retracted"), { code: "LEDGER" });
  const both = { record: "kept", replacement: accepted("a2") } as const;
  await assert.rejects(ledger.commitCorrection("a", both), /both would be billed/);
  const other = { record: "corrected", replacement: accepted("b") } as const;
  await assert.rejects(ledger.commitCorrection("a", other), /has a2 in the place of a/);
  assert.deepEqual(await statesOf(ledger, "a", "a2", "b"), ["correcting", "replacing", "accepted"]);
  assert.equal((await ledger.verify()).differenceCount, 0);
}

/** What retractions and corrections must do, by the sentence that it proves. */
export const changingTests: LedgerTests = {
  "hands a retraction the records that the channel is meant to hold still": retracts,
  "puts a replacement in the place of a record": replaces,
  "keeps a refused replacement out of the line while its original is held":
    keepsARefusedReplacementOut,
  "puts a replacement in line when the channel holds neither": offersAReplacementOfNothing,
  "refuses changes that the state machine does not know": refusesWhatCannotFollow,
};
