import assert from "node:assert/strict";
import { Quantity } from "@usage-billing/core";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import {
  bring,
  collect,
  intend,
  refused,
  sampleRecord,
  statesOf,
  toDelivery,
  toIntakes,
} from "./sample-records.ts";

async function keepsNewRecords({ ledger, reopen }: LedgerHarness): Promise<void> {
  const record = sampleRecord("a", {
    ...{
      description: "Größe ∞ \u0001 'quoted' \"twice\"",
      amount: Quantity.parse("0.000000000001"),
    },
    ...{ attributes: { x: "1", "": "empty" }, source: { file: "usage.csv", line: 7 } },
  });
  const result = await ledger.takeIn(toIntakes(record));
  assert.deepEqual(result, { added: 1, known: 0, conflicts: [] });
  const expected = { record, state: "waiting", takenInAt: 60_000 };
  assert.deepEqual(await ledger.record("a"), expected);
  assert.deepEqual(await (await reopen()).record("a"), expected);
}

async function knowsTheSameAgain({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn(toIntakes(sampleRecord("a", { attributes: { x: "1", y: "2" } })));
  const same = sampleRecord("a", {
    quantity: Quantity.parse("1.50"),
    attributes: { y: "2", x: "1" },
    source: { file: "copy.csv", line: 1 },
  });
  const result = await ledger.takeIn(toIntakes(same, same));
  assert.deepEqual(result, { added: 0, known: 2, conflicts: [] });
  assert.equal((await ledger.record("a"))?.record.source, undefined);
  assert.equal((await ledger.history("a")).length, 1);
}

async function refusesToOverwrite({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn(toIntakes(sampleRecord("a")));
  const offered = sampleRecord("a", { quantity: Quantity.parse("2") });
  const batch = toIntakes(offered, sampleRecord("b"), sampleRecord("b", { description: "other" }));
  const { added, known, conflicts } = await ledger.takeIn(batch);
  assert.deepEqual([added, known], [1, 0]);
  assert.deepEqual(conflicts, [
    { recordId: "a", held: sampleRecord("a"), state: "waiting", offered },
    {
      ...{ recordId: "b", held: sampleRecord("b"), state: "waiting" },
      offered: sampleRecord("b", { description: "other" }),
    },
  ]);
  assert.deepEqual((await ledger.record("a"))?.record, sampleRecord("a"));
}

async function takesInAllOrNothing({ ledger }: LedgerHarness): Promise<void> {
  const broken = { ...sampleRecord("b"), period: undefined };
  const batch = [...toIntakes(sampleRecord("a")), { record: broken, deliveryKey: "sub-1" }];
  await assert.rejects(ledger.takeIn(batch as never));
  assert.equal(await ledger.record("a"), undefined);
  assert.deepEqual(await collect(ledger.entries()), []);
  const other = sampleRecord("c", { subscription: "sub-9" });
  await ledger.takeIn(toIntakes(other, sampleRecord("a")));
  assert.deepEqual(await collect(ledger.pendingKeys("fake")), ["sub-9", "sub-1"]);
}

async function offersRefusedAgain({ ledger }: LedgerHarness): Promise<void> {
  await bring(ledger, refused("a"));
  const mended = sampleRecord("a", { quantity: Quantity.parse("2"), subscription: "sub-2" });
  assert.equal((await ledger.takeIn(toIntakes(mended))).added, 1);
  const again = await ledger.record("a");
  assert.deepEqual(again, { record: mended, state: "waiting", takenInAt: 60_000 });
  assert.deepEqual(await collect(ledger.pendingKeys("fake")), ["sub-2"]);
  const { id: deliveryId } = await intend(ledger, mended);
  const kinds = (await ledger.history("a")).map(({ kind }) => kind);
  assert.deepEqual(kinds, ["taken-in", "intent", "outcome", "offered-again", "intent"]);
  assert.equal((await ledger.takeIn(toIntakes(mended))).known, 1);
  assert.deepEqual((await ledger.delivery(deliveryId))?.delivery.records, [mended]);
}

async function intendsTheSameDeliveryAgain({ ledger }: LedgerHarness): Promise<void> {
  const { id } = await bring(ledger, refused("a"));
  await ledger.takeIn(toIntakes(sampleRecord("a")));
  await ledger.commitIntents([toDelivery(sampleRecord("a"))]);
  const found = await ledger.delivery(id);
  assert.deepEqual([found?.state, found?.openRecordIds], ["sending", ["a"]]);
  assert.deepEqual(await statesOf(ledger, "a"), ["sending"]);
  assert.equal((await ledger.history("a")).length, 5);
  assert.equal((await ledger.verify()).differenceCount, 0);
}

async function refusesBeforeSending({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn(toIntakes(sampleRecord("a"), sampleRecord("b")));
  await ledger.commitRefusals([refused("a")]);
  assert.deepEqual(await statesOf(ledger, "a", "b"), ["refused", "waiting"]);
  await assert.rejects(ledger.commitRefusals([refused("b"), refused("a")]), /it is refused/);
  assert.deepEqual(await statesOf(ledger, "b"), ["waiting"]);
}

/** What taking in must do, by the sentence that it proves. */
export const intakeTests: LedgerTests = {
  "keeps new records as waiting, whatever their text": keepsNewRecords,
  "changes nothing for the same content, wherever it was read from": knowsTheSameAgain,
  "gives a conflict for other content, keeps what it has, and takes in the rest":
    refusesToOverwrite,
  "takes in all of a batch or nothing": takesInAllOrNothing,
  "puts a refused record in line again, as it is offered now, and keeps its history":
    offersRefusedAgain,
  "lets a delivery of refused records be intended again": intendsTheSameDeliveryAgain,
  "refuses waiting records before they are sent": refusesBeforeSending,
};
