import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { Intake } from "../model.ts";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import { accepted, bring, intend, refused, sampleRecord, statesOf } from "./sample-records.ts";

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

const grounds = { reason: "metered twice", by: "Ada" };

async function keepsTheCause({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  await ledger.commitRetractionIntent("a", grounds);
  await ledger.commitCorrectionIntent("b", intakeOf("b2"), grounds);
  const [, , , retraction] = await ledger.history("a");
  const [, correction] = await ledger.history("b2");
  assert.deepEqual(retraction?.body, grounds);
  assert.deepEqual(correction?.body, { record: "b", replacement: "b2", ...grounds });
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function revisesWhatWaits({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn([intakeOf("a"), intakeOf("b")]);
  const replacement = intakeOf("a2", "4");
  await ledger.commitRevision({ recordId: "a", result: "revised", replacement, grounds });
  await ledger.commitRevision({ recordId: "b", result: "withdrawn", grounds });
  assert.deepEqual(await statesOf(ledger, "a", "a2", "b"), ["corrected", "waiting", "retracted"]);
  assert.equal((await ledger.record("a"))?.replacedBy, "a2");
  assert.equal(await ledger.pendingCount("fake"), 1);
  const body = { result: "revised", record: "a", replacement: "a2", ...grounds };
  assert.deepEqual((await ledger.history("a")).at(-1)?.body, body);
  assert.deepEqual((await ledger.history("a2")).at(-1)?.body, body);
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function revisesWhatIsRefused({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, refused("a"), refused("b"), accepted("c"));
  const replacement = intakeOf("a2", "4");
  await ledger.commitRevision({ recordId: "a", result: "revised", replacement, grounds });
  await ledger.commitRevision({ recordId: "b", result: "withdrawn", grounds });
  assert.deepEqual(await statesOf(ledger, "a", "a2", "b"), ["corrected", "waiting", "retracted"]);
  await ledger.commitCorrectionIntent("c", intakeOf("c2"));
  await ledger.commitCorrection("c", { record: "kept", replacement: refused("c2") });
  const beside = {
    recordId: "c2",
    result: "revised",
    replacement: intakeOf("c3"),
    grounds,
  } as const;
  await assert.rejects(ledger.commitRevision(beside), /c is held still/);
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function compensatesWhatIsBilled({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  const replacement = intakeOf("a2", "4");
  const credit = Quantity.parse("0.10");
  await ledger.commitRevision({ recordId: "a", result: "compensated", replacement, grounds });
  await ledger.commitRevision({ recordId: "b", result: "credited", credit, grounds });
  assert.deepEqual(await statesOf(ledger, "a", "a2", "b"), ["accepted", "waiting", "accepted"]);
  assert.equal((await ledger.record("a"))?.replacedBy, "a2");
  const body = { result: "credited", record: "b", credit: credit.toString(), ...grounds };
  assert.deepEqual((await ledger.history("b")).at(-1)?.body, body);
  const again = ledger.commitRevision({ recordId: "a", result: "credited", credit, grounds });
  await assert.rejects(again, /corrected by a2 already/);
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function listsCredits({ ledger, reopen }: LedgerHarness): Promise<void> {
  const at = { start: 0, end: 3_600_000 };
  const later = { start: at.end, end: 2 * at.end };
  const records = [
    ...["a", "b", "c", "f"].map((id) => sampleRecord(id, { period: at })),
    sampleRecord("d", { subscription: "sub-2", period: later }),
  ] as const;
  const delivery = await intend(ledger, ...records);
  const outcomes = records.map(({ recordId }) => accepted(recordId));
  await ledger.commitOutcomes([{ deliveryId: delivery.id, outcomes }]);
  assert.deepEqual(await ledger.credits(), []);
  const [first, second, third] = ["0.1000000000000000003", "1.50", "1"].map(Quantity.parse);
  const revise = (recordId: string, more: object) =>
    ledger.commitRevision({ recordId, grounds, result: "credited", ...more });
  await revise("d", { credit: first });
  await revise("a", { credit: third });
  const moved = { replacement: intakeOf("b2"), credit: second };
  await revise("b", { result: "compensated", ...moved });
  await revise("c", { result: "compensated", replacement: intakeOf("c2") });
  await ledger.takeIn([intakeOf("w")]);
  await revise("w", { result: "withdrawn" });
  const again = await reopen();
  const [a, b, , , d] = records;
  const stated = [
    { at: 60_000, record: d, credit: first, grounds },
    { at: 60_000, record: a, credit: third, grounds },
    { at: 60_000, record: b, credit: second, replacement: "b2", grounds },
  ];
  assert.deepEqual(await again.credits(), stated);
  assert.deepEqual(await again.credits({ period: at }), stated.slice(1));
  assert.deepEqual(await again.credits({ period: later }), stated.slice(0, 1));
  assert.deepEqual(await again.credits({ subscription: "sub-2" }), stated.slice(0, 1));
  assert.deepEqual(await again.credits({ channel: "other" }), []);
  assert.equal((await again.rebuild()).differenceCount, 0);
  assert.deepEqual(await again.credits({ channel: "fake" }), stated);
}

async function dismissesWithTheEnd({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), accepted("b"));
  await ledger.commitCorrectionIntent("a", intakeOf("a2"), grounds);
  const end = { replacement: refused("a2"), dismissal: grounds } as const;
  const lost = ledger.commitCorrection("a", { record: "retracted", ...end });
  await assert.rejects(lost, /cannot dismiss a2: a is held no more/);
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["correcting", "replacing"]);
  await ledger.commitCorrection("a", { record: "kept", ...end });
  assert.deepEqual(await statesOf(ledger, "a", "a2"), ["accepted", "dismissed"]);
  const history = await ledger.history("a2");
  const kinds = history.map(({ kind }) => kind);
  assert.deepEqual(kinds.slice(-2), ["correction-outcome", "decision"]);
  assert.deepEqual(history.at(-1)?.body, { decision: { kind: "dismissed" }, ...grounds });
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function refusesOtherRevisions({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"));
  await ledger.takeIn([intakeOf("w")]);
  const replacement = intakeOf("w2");
  const revised = { recordId: "w", result: "revised", grounds } as const;
  const taken = { ...revised, replacement: intakeOf("a", "9") };
  await assert.rejects(ledger.commitRevision(revised), /like this: replacement/);
  await assert.rejects(ledger.commitRevision(taken), /with other content/);
  const sent = { ...revised, recordId: "a", replacement };
  await assert.rejects(ledger.commitRevision(sent), /has record a accepted/);
  const credited = { recordId: "a", result: "credited", grounds } as const;
  await assert.rejects(ledger.commitRevision(credited), /credited with nothing/);
  assert.deepEqual(await statesOf(ledger, "a", "w"), ["accepted", "waiting"]);
}

/** What retractions and corrections must do, by the sentence that it proves. */
export const changingTests: LedgerTests = {
  "hands a retraction the records that the channel is meant to hold still": retracts,
  "puts a replacement in the place of a record": replaces,
  "keeps a refused replacement out of the line while its original is held":
    keepsARefusedReplacementOut,
  "puts a replacement in line when the channel holds neither": offersAReplacementOfNothing,
  "keeps who wanted a change, and why": keepsTheCause,
  "revises and withdraws what was not sent": revisesWhatWaits,
  "revises what was refused, unless the channel holds its original": revisesWhatIsRefused,
  "puts in line what completes a record, and keeps what is to be credited": compensatesWhatIsBilled,
  "lists what is to be credited, by the period of what it is for": listsCredits,
  "dismisses a refused replacement with the end of its correction": dismissesWithTheEnd,
  "refuses revisions of another kind": refusesOtherRevisions,
  "refuses changes that the state machine does not know": refusesWhatCannotFollow,
};
