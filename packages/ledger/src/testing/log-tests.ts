import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  accepted,
  bring,
  collect,
  intend,
  refused,
  sampleRecord,
  toIntakes,
  unknown,
} from "./sample-records.ts";

const [a, b] = [sampleRecord("a"), sampleRecord("b")];

async function numbersTheFacts({ ledger, reopen }: LedgerHarness): Promise<void> {
  const { id: deliveryId } = await intend(ledger, a, b);
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), accepted("b")] }]);
  const entries = await collect(ledger.entries());
  assert.deepEqual(
    entries.map(({ kind, deliveryId: of, recordId, at }) => ({ kind, of, recordId, at })),
    [
      { kind: "taken-in", of: undefined, recordId: "a", at: 60_000 },
      { kind: "taken-in", of: undefined, recordId: "b", at: 60_000 },
      { kind: "intent", of: deliveryId, recordId: undefined, at: 60_000 },
      { kind: "outcome", of: deliveryId, recordId: undefined, at: 60_000 },
    ],
  );
  const sequences = entries.map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    sequences.toSorted((left, right) => left - right),
  );
  assert.equal(new Set(sequences).size, 4);
  const [, second = 0] = sequences;
  assert.deepEqual(await collect(ledger.entries({ after: second })), entries.slice(2));
  const again = await reopen();
  await again.takeIn(toIntakes(sampleRecord("c")));
  assert.equal((await collect(again.entries())).length, 5);
  const history = await again.history("a");
  assert.deepEqual(
    history.map(({ kind }) => kind),
    ["taken-in", "intent", "outcome"],
  );
}

async function looksBack(harness: LedgerHarness): Promise<void> {
  const { ledger } = harness;
  await ledger.takeIn(toIntakes(a));
  harness.time = 70_000;
  const { id: deliveryId } = await intend(ledger, a, b);
  harness.time = 80_000;
  await ledger.commitOutcomes([{ deliveryId, outcomes: [accepted("a"), refused("b")] }]);
  harness.time = 90_000;
  await ledger.takeIn(toIntakes(sampleRecord("b", { quantity: Quantity.parse("7") })));
  const states: unknown[] = [];
  for (const at of [59_999, 60_000, 79_999, 80_000, 90_000]) {
    const found = [await ledger.recordAt("a", at), await ledger.recordAt("b", at)];
    states.push(found.map((record) => record?.state));
  }
  assert.deepEqual(states, [
    [undefined, undefined],
    ["waiting", undefined],
    ["sending", "sending"],
    ["accepted", "refused"],
    ["accepted", "waiting"],
  ]);
  const before = await ledger.recordAt("b", 80_000);
  assert.deepEqual([before?.record, before?.deliveryId], [b, deliveryId]);
  assert.deepEqual(await ledger.recordAt("b", 90_000), await ledger.record("b"));
  const counts = async (at: number) =>
    (await ledger.sumsAt({ channel: "fake" }, at)).map(({ state, count }) => [state, count]);
  assert.deepEqual(await counts(59_999), []);
  assert.deepEqual(await counts(70_000), [["sending", 2]]);
  assert.deepEqual(await counts(80_000), [
    ["accepted", 1],
    ["refused", 1],
  ]);
  assert.deepEqual(await ledger.sumsAt({}, 90_000), await ledger.sums());
  const until = await collect(ledger.entries({ until: 79_999 }));
  assert.deepEqual(
    until.map(({ kind }) => kind),
    ["taken-in", "taken-in", "intent"],
  );
}

async function keepsOrderWhenTheClockJumpsBack(harness: LedgerHarness): Promise<void> {
  const { ledger } = harness;
  await ledger.takeIn(toIntakes(a));
  harness.time = 30_000;
  await intend(ledger, a);
  const again = await harness.reopen();
  await again.takeIn(toIntakes(b));
  harness.time = 61_000;
  await again.takeIn(toIntakes(sampleRecord("c")));
  const entries = await collect(again.entries());
  assert.deepEqual(
    entries.map(({ at, clock }) => [at, clock]),
    [
      [60_000, undefined],
      [60_000, 30_000],
      [60_000, 30_000],
      [61_000, undefined],
    ],
  );
  assert.equal((await again.recordAt("a", 59_999))?.state, undefined);
  assert.equal((await again.recordAt("a", 60_000))?.state, "sending");
  assert.equal(await again.lastIntents("fake", 30_000), 1);
  assert.equal(await again.lastIntents("fake", 30_001), 0);
}

async function givesTheSameFromTheLog({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, accepted("a"), refused("b"), unknown("c", "x"), unknown("d"));
  await ledger.takeIn(toIntakes(sampleRecord("b", { quantity: Quantity.parse("7") })));
  await ledger.commitDecision("d", { kind: "absent" }, { reason: "asked", by: "Ada" });
  const [intake] = toIntakes(sampleRecord("a2", { quantity: Quantity.parse("3") }));
  if (intake === undefined) throw new Error("no intake");
  await ledger.commitCorrectionIntent("a", intake);
  const before = await collect(ledger.records());
  const entries = await collect(ledger.entries());
  const expected = { entries: entries.length, differenceCount: 0, differences: [] };
  assert.deepEqual(await ledger.verify(), expected);
  assert.deepEqual(await ledger.rebuild(), expected);
  assert.deepEqual(await collect(ledger.records()), before);
  assert.deepEqual(await collect(ledger.entries()), entries);
  await ledger.commitCorrection("a", { record: "corrected", replacement: accepted("a2") });
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function givesTheSameOfWhatIsSentAgain({ ledger }: LedgerHarness): Promise<void> {
  const { id } = await intend(ledger, a, b);
  await ledger.commitOutcomes([{ deliveryId: id, outcomes: [unknown("a")] }]);
  await ledger.commitResends([id]);
  assert.equal((await ledger.record("a"))?.outcome?.status, "unknown");
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function closesTwice({ ledger }: LedgerHarness): Promise<void> {
  await ledger.close();
  await ledger.close();
  await assert.rejects(ledger.record("a"), { code: "LEDGER" });
  await assert.rejects(ledger.takeIn(toIntakes(a)), { code: "LEDGER" });
}

async function knowsTheAccounts({ ledger, reopen }: LedgerHarness): Promise<void> {
  assert.deepEqual([...(await ledger.accounts())], []);
  await ledger.commitAccount("fake", "account 1");
  await ledger.takeIn(toIntakes(a));
  await ledger.commitAccount("other", "account 7");
  await ledger.commitAccount("fake", "account 1");
  assert.equal((await collect(ledger.entries())).length, 3);
  await ledger.commitAccount("fake", "account 2");
  const again = await reopen();
  const accounts = new Map([...(await again.accounts())].toSorted());
  assert.deepEqual(Object.fromEntries(accounts), { fake: "account 2", other: "account 7" });
  const [first] = await collect(again.entries());
  assert.deepEqual(
    [first?.kind, first?.body],
    ["account", { channel: "fake", account: "account 1" }],
  );
  assert.equal((await again.verify()).differenceCount, 0);
  assert.equal((await again.rebuild()).differenceCount, 0);
  assert.equal((await again.sums()).length, 1);
}

/** What the log must do, by the sentence that it proves. */
export const logTests: LedgerTests = {
  "numbers the facts in the order in which they were committed": numbersTheFacts,
  "tells how things stood at an earlier instant": looksBack,
  "keeps the order of facts when the clock jumps back, and says so":
    keepsOrderWhenTheClockJumpsBack,
  "knows which account each channel's usage goes to": knowsTheAccounts,
  "derives the same state from the log again": givesTheSameFromTheLog,
  "derives the same state of what was unknown and is sent again": givesTheSameOfWhatIsSentAgain,
  "can be closed twice and says afterwards that it is closed": closesTwice,
};
