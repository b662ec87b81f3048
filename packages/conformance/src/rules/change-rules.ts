import assert from "node:assert/strict";
import {
  InvalidUsageRecordError,
  Quantity,
  UnsupportedOperationError,
  UsageBillingError,
} from "@usage-billing/core";
import { type Bench, type RecordChange, recordAt, recordsOf, type Subject } from "../bench.ts";
import { assertStored, factsOf, storedFacts } from "../facts.ts";
import { type Change, canChange, decimalsOf, uploadsAgain } from "../features.ts";
import { assertHeld, firstOf, sendAll, sendAndPick, without } from "../outcomes.ts";
import { type Case, casesOf, type Rule } from "../rule.ts";
import type { Trouble } from "../world/world.ts";

const when =
  (change: Change, cases: (subject: Subject) => readonly Case[]) =>
  (subject: Subject): readonly Case[] =>
    canChange(subject.capabilities, change) ? cases(subject) : [];

const POSITIONS: Readonly<Record<string, readonly [at: number, of: number]>> = {
  "the first of four": [0, 4],
  "one in the middle": [1, 4],
  "the last of four": [3, 4],
  "the only one": [0, 1],
};

async function takesBack(bench: Bench, [at, count]: readonly [number, number]): Promise<void> {
  const records = recordsOf(bench, count);
  const sent = await sendAndPick(bench, records, at);
  const rest = without(records, sent.record);
  try {
    await bench.channel.retract(sent);
  } catch (error) {
    // A file that is uploaded again may be unable to become empty.
    const mayRefuse = uploadsAgain(bench.capabilities, "retraction") && rest.length === 0;
    if (!mayRefuse || !(error instanceof UnsupportedOperationError)) throw error;
    await assertStored(bench, records);
    return;
  }
  await assertStored(bench, rest);
}

async function settlesTakenBack(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 4);
  const sent = await sendAndPick(bench, records);
  await bench.calm.retract(sent);
  const settled = await bench.channel.settle(sent.delivery);
  const absent = settled.filter(({ status }) => status === "absent");
  assert.deepEqual(absent, [{ status: "absent", recordId: sent.record.recordId }]);
}

/** The second time there is nothing to take back; saying so is right, another effect is not. */
async function takesBackTwice(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 4);
  const sent = await sendAndPick(bench, records);
  await bench.calm.retract(sent);
  await bench.channel.retract(sent).catch((error: unknown) => {
    if (!(error instanceof UnsupportedOperationError)) throw error;
  });
  await assertStored(bench, without(records, sent.record));
}

function corrections(subject: Subject): Readonly<Record<string, RecordChange>> {
  const { maximumQuantity = "1000000" } = subject.capabilities;
  const most = Quantity.parse(maximumQuantity);
  const much = most.compare(Quantity.parse("1000000")) < 0 ? maximumQuantity : "1000000";
  return {
    "to more": { quantity: "12" },
    "to less": { quantity: "1" },
    "to much more": { quantity: much },
    ...(decimalsOf(subject) > 0 ? { "to a fraction": { quantity: "2.5" } } : {}),
  };
}

async function corrects(bench: Bench, change: RecordChange): Promise<void> {
  const records = recordsOf(bench, 4);
  const sent = await sendAndPick(bench, records);
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, ...change });
  const outcome = await bench.channel.correct(sent, replacement);
  assertHeld(bench.channel, [replacement], [outcome]);
  await assertStored(bench, [...without(records, sent.record), replacement]);
}

async function settlesBothVersions(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 4);
  const sent = await sendAndPick(bench, records);
  const { delivery, record } = sent;
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "12" });
  await bench.calm.correct(sent, replacement);
  const after = [...without(delivery.records, record), replacement];
  if (uploadsAgain(bench.capabilities, "correction")) {
    const again = { ...firstOf(bench.channel.plan(after)), id: delivery.id };
    assertHeld(bench.channel, after, await bench.channel.settle(again));
    return;
  }
  const versions = { ...delivery, records: [...delivery.records, replacement] };
  const settled = await bench.channel.settle(versions);
  assert.equal(settled.length, versions.records.length, "there is no settlement for each version");
  assertHeld(bench.channel, after, settled);
  const first = settled.find(({ recordId }) => recordId === record.recordId);
  assert.equal(first?.status, "absent", "the first version is still said to be there");
}

/** A channel may be unable to move a record, but must not say that it did. */
async function movesOrRefuses(bench: Bench, change: RecordChange): Promise<void> {
  const records = recordsOf(bench, 4);
  const sent = await sendAndPick(bench, records);
  const replacement = recordAt(bench, 0, {
    recordId: `${bench.tag}-0-new`,
    quantity: "12",
    ...change,
  });
  const moved = factsOf(bench, [...without(records, sent.record), replacement]);
  const kept = factsOf(bench, records);
  const isMoved = await bench.channel.correct(sent, replacement).then(
    () => true,
    (error: unknown) => {
      const isRefusal =
        error instanceof InvalidUsageRecordError || error instanceof UnsupportedOperationError;
      if (!isRefusal) throw error;
      return false;
    },
  );
  assert.deepEqual(await storedFacts(bench), isMoved ? moved : kept);
}

function movements({ world }: Subject): Readonly<Record<string, RecordChange>> {
  const start = world.from + 90 * 60_000;
  return {
    "to another subscription": { subscription: world.subscriptions[1] },
    "to another time": { period: { start, end: start + 60_000 } },
  };
}

function wrongQuantities({ capabilities }: Subject): Readonly<Record<string, string>> {
  const { decimals, maximumQuantity } = capabilities;
  return {
    "too many decimals": `1.${"0".repeat(decimals)}1`,
    "less than nothing": "-1",
    ...(maximumQuantity === undefined ? {} : { "too much": `${maximumQuantity}0` }),
  };
}

async function refusesReplacement(bench: Bench, quantity: string): Promise<void> {
  const records = recordsOf(bench, 2);
  const sent = await sendAndPick(bench, records);
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity });
  await assert.rejects(bench.channel.correct(sent, replacement), InvalidUsageRecordError);
  await assertStored(bench, records, "something was changed for a replacement that is refused");
}

/** What the caller does when the answer was lost: reads back, or makes the same change again. */
async function retractsInDoubt(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 2);
  const sent = await sendAndPick(bench, records);
  bench.troubles.arm({ kind: "lose-answer" });
  await bench.channel.retract(sent).catch(() => undefined);
  await bench.channel.retract(sent).catch((error: unknown) => {
    if (!(error instanceof UnsupportedOperationError)) throw error;
  });
  await assertStored(bench, without(records, sent.record));
}

async function correctsInDoubt(bench: Bench): Promise<void> {
  const records = recordsOf(bench, 2);
  const picked = await sendAndPick(bench, records);
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "12" });
  bench.troubles.arm({ kind: "lose-answer" });
  await bench.channel.correct(picked, replacement).catch(() => undefined);
  if (uploadsAgain(bench.capabilities, "correction")) {
    assertHeld(bench.channel, [replacement], [await bench.channel.correct(picked, replacement)]);
  } else {
    const { delivery } = picked;
    const versions = { ...delivery, records: [...delivery.records, replacement] };
    const settled = await bench.channel.settle(versions);
    const isAbsent = (recordId: string): boolean =>
      settled.some((one) => one.recordId === recordId && one.status === "absent");
    if (isAbsent(replacement.recordId)) {
      assert.ok(
        isAbsent(picked.record.recordId),
        "a lost correction must show one version or none",
      );
      await sendAll({ ...bench, calm: bench.channel }, [replacement]);
    }
  }
  await assertStored(bench, [...without(records, picked.record), replacement]);
}

/** What can happen to the second write of a correction, when the first version is gone. */
const HALVES: Readonly<Record<string, Trouble>> = {
  "by a broken connection": { kind: "lose-request" },
  "by a 401": { kind: "answer", status: 401 },
  "by a 429": { kind: "answer", status: 429 },
  "by a 503": { kind: "answer", status: 503 },
};

/** The first version is gone: whoever said that nothing happened would leave it so. */
async function doubtsHalves(bench: Bench, trouble: Trouble): Promise<void> {
  const sent = await sendAndPick(bench, recordsOf(bench, 2));
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "12" });
  bench.troubles.arm({ ...trouble, after: 1 });
  try {
    const { status } = await bench.channel.correct(sent, replacement);
    assert.equal(status, "unknown", "half a correction is told as if it were whole");
  } catch (error) {
    const isInDoubt = UsageBillingError.isInstance(error) && error.outcomeUnknown;
    assert.ok(isInDoubt, `half a correction is told as if nothing had happened: ${error}`);
  }
}

/** What is not declared must be said to be impossible, and change nothing. */
async function refusesUndeclared(bench: Bench, change: Change): Promise<void> {
  const records = recordsOf(bench, 2);
  const sent = await sendAndPick(bench, records);
  const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "12" });
  const { channel } = bench;
  const call = change === "retraction" ? channel.retract(sent) : channel.correct(sent, replacement);
  await assert.rejects(call, UnsupportedOperationError, `${change} is undeclared and not refused`);
  await assertStored(bench, records);
}

function undeclaredCases({ capabilities }: Subject): readonly Case[] {
  const changes: readonly Change[] = ["retraction", "correction"];
  return changes
    .filter((change) => !canChange(capabilities, change))
    .map((change) => [change, (bench) => refusesUndeclared(bench, change)]);
}

/** What changes must do. */
export const changeRules: readonly Rule[] = [
  {
    name: "takes one record back and leaves the others",
    cases: when("retraction", () => casesOf(POSITIONS, takesBack)),
  },
  {
    name: "settles what was taken back as absent",
    cases: when("retraction", ({ capabilities }) =>
      uploadsAgain(capabilities, "retraction") ? [] : [["one of four", settlesTakenBack]],
    ),
  },
  {
    name: "takes back twice with one effect",
    cases: when("retraction", () => [["one of four", takesBackTwice]]),
  },
  {
    name: "corrects one record and leaves the others",
    cases: when("correction", (subject) => casesOf(corrections(subject), corrects)),
  },
  {
    name: "settles both versions of a corrected record",
    cases: when("correction", () => [["one of four", settlesBothVersions]]),
  },
  {
    name: "moves a record wholly or refuses to",
    cases: when("correction", (subject) => casesOf(movements(subject), movesOrRefuses)),
  },
  {
    name: "refuses a replacement that could not be sent",
    cases: when("correction", (subject) => casesOf(wrongQuantities(subject), refusesReplacement)),
  },
  {
    name: "finishes a retraction whose answer was lost",
    cases: when("retraction", () => [["made again", retractsInDoubt]]),
  },
  {
    name: "finishes a correction whose answer was lost",
    cases: when("correction", () => [["settled", correctsInDoubt]]),
  },
  {
    name: "doubts a correction of which half is done",
    cases: ({ capabilities }) =>
      capabilities.correction === "delete-and-send" ? casesOf(HALVES, doubtsHalves) : [],
  },
  { name: "says that it cannot do what it does not declare", cases: undeclaredCases },
];
