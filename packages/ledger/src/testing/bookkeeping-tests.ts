import assert from "node:assert/strict";
import type { LedgerWindow } from "../model.ts";
import type { LedgerHarness, LedgerTests } from "./ledger-under-test.ts";
import { collect, sampleRecord, toIntakes } from "./sample-records.ts";

const DAY = 86_400_000;

function windowOf(day: number, change: Partial<LedgerWindow> = {}): LedgerWindow {
  const period = { start: day * DAY, end: (day + 1) * DAY };
  return { source: "meters", channel: "fake", period, state: "done", records: 2, ...change };
}

async function knowsTheNewestOfEachWindow(harness: LedgerHarness): Promise<void> {
  const { ledger, reopen } = harness;
  assert.deepEqual(await ledger.windows(), []);
  const columns = ["subscription", "größe"];
  await ledger.commitWindow(windowOf(1, { quantity: "0.1000000000000000003", columns }));
  await ledger.takeIn(toIntakes(sampleRecord("a")));
  await ledger.commitWindow(windowOf(0, { state: "failed", records: 0, reason: "no file" }));
  harness.time = 70_000;
  await ledger.commitWindow(windowOf(0, { records: 0, quantity: "0" }));
  const again = await reopen();
  assert.deepEqual(await again.windows(), [
    { ...windowOf(0, { records: 0, quantity: "0" }), at: 70_000 },
    { ...windowOf(1, { quantity: "0.1000000000000000003", columns }), at: 60_000 },
  ]);
  const entries = await collect(again.entries());
  const kinds = entries.map(({ kind }) => kind);
  assert.deepEqual(kinds, ["window", "taken-in", "window", "window"]);
  const period = { start: "1970-01-01T00:00:00Z", end: "1970-01-02T00:00:00Z" };
  const about = { source: "meters", channel: "fake", period, state: "failed", records: 0 };
  assert.deepEqual(entries[2]?.body, { ...about, reason: "no file" });
}

async function choosesAmongWindows({ ledger }: LedgerHarness): Promise<void> {
  const first = windowOf(0);
  const second = windowOf(1);
  const long = windowOf(0, { period: { start: 0, end: 2 * DAY } });
  const elsewhere = windowOf(0, { channel: "other" });
  const another = windowOf(0, { source: "a'b" });
  for (const window of [second, long, elsewhere, another, first]) await ledger.commitWindow(window);
  const asked = async (query: Parameters<typeof ledger.windows>[0]) =>
    (await ledger.windows(query)).map(({ at: _, ...window }) => window);
  assert.deepEqual(await asked({}), [another, first, elsewhere, long, second]);
  assert.deepEqual(await asked({ source: "a'b" }), [another]);
  assert.deepEqual(await asked({ channel: "fake", source: "meters" }), [first, long, second]);
  assert.deepEqual(await asked({ channel: "other" }), [elsewhere]);
  assert.deepEqual(await asked({ since: DAY }), [long, second]);
  assert.deepEqual(await asked({ since: DAY - 1, channel: "other" }), [elsewhere]);
  assert.deepEqual(await asked({ since: 2 * DAY }), []);
}

async function refusesWhatIsNoWindow({ ledger }: LedgerHarness): Promise<void> {
  const wrong: readonly Partial<LedgerWindow>[] = [
    { period: { start: 5, end: 5 } },
    { records: -1 },
    { records: 1.5 },
    { quantity: "1e3x" },
  ];
  for (const change of wrong) {
    await assert.rejects(ledger.commitWindow(windowOf(0, change)), { code: "LEDGER" });
  }
  assert.deepEqual(await collect(ledger.entries()), []);
}

async function leavesTheStateAlone({ ledger }: LedgerHarness): Promise<void> {
  await ledger.takeIn(toIntakes(sampleRecord("a")));
  await ledger.commitWindow(windowOf(0));
  const { differenceCount, entries } = await ledger.verify();
  assert.deepEqual([differenceCount, entries], [0, 2]);
  assert.equal((await ledger.rebuild()).differenceCount, 0);
  assert.equal((await ledger.windows()).length, 1);
  assert.equal((await ledger.history("a")).length, 1);
}

/** What a ledger must know of windows, by the sentence that it proves. */
export const bookkeepingTests: LedgerTests = {
  "knows what was stated last of each window of a source": knowsTheNewestOfEachWindow,
  "chooses among windows by source, channel and end": choosesAmongWindows,
  "refuses a window that is none": refusesWhatIsNoWindow,
  "derives the same state from a log with windows": leavesTheStateAlone,
};
