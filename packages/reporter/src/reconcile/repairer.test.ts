import { Quantity, type UsageRecord } from "@usage-billing/core";
import type { LedgerEntry } from "@usage-billing/ledger";
import { afterEach, describe, expect, it } from "vitest";
import { type CrashPoint, createDoomedProcess } from "../__fixtures__/crash.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { createReporter } from "../create-reporter.ts";
import { createHoldingChannel, type HoldingChannel } from "./__fixtures__/holding-channel.ts";
import { reconcile } from "./reconcile.ts";
import type { RepairResult } from "./repairer.ts";
import { createRepairer } from "./repairer.ts";

const START = Date.UTC(2026, 9, 1);
const HOUR = 3_600_000;
const PERIOD = { start: START, end: Date.UTC(2026, 10, 1) };
const NOW = Math.max(Date.now(), PERIOD.end + 1);
const GROUNDS = { reason: "the month's end", by: "ines" };
const NAMES = ["a", "b", "c", "d", "e"];

const storages: TemporaryLedger[] = [];
afterEach(async () => {
  await Promise.all(storages.splice(0).map((storage) => storage.remove()));
});

function record(recordId: string): UsageRecord {
  const at = START + NAMES.indexOf(recordId) * HOUR;
  return {
    ...{ recordId, channel: "holding", subscription: "sub-1", meter: "calls" },
    quantity: Quantity.parse(`${NAMES.indexOf(recordId) + 1}.5`),
    period: { start: at, end: at + HOUR },
  };
}

interface Place {
  readonly storage: TemporaryLedger;
  readonly channel: HoldingChannel;
}

/** Reports five records; then one is taken away, one doubled and one altered at the channel. */
async function openDrifted(namesRecords: boolean): Promise<Place> {
  const storage = createTemporaryLedger();
  storages.push(storage);
  const channel = createHoldingChannel({ namesRecords });
  const clock = createFakeClock(NOW);
  const channels = new Map([[channel.id, channel]]);
  const reporter = createReporter({ channels, ledger: storage.ledger, clock });
  await reporter.takeIn(NAMES.map(record));
  await reporter.report();
  channel.holdings.shift();
  const [second, third] = channel.holdings;
  if (second === undefined || third === undefined) throw new Error("too little is held");
  channel.holdings.push({ ...second, reference: "ref-double" });
  if (namesRecords) third.quantity = Quantity.parse("3.501");
  return { storage, channel };
}

/** Reconciles and repairs in a process that may die. */
async function repair({ storage, channel }: Place, point?: CrashPoint) {
  const ledger = await storage.reopen();
  const doomed = createDoomedProcess(ledger, channel, point);
  const clock = createFakeClock(NOW);
  const results: RepairResult[] = [];
  const work = async (): Promise<"done"> => {
    const options = { channel: doomed.channel, ledger: doomed.ledger, clock, period: PERIOD };
    const found = await reconcile(options);
    const channels = new Map([[channel.id, doomed.channel]]);
    const repairer = createRepairer({ channels, ledger: doomed.ledger, clock });
    try {
      for await (const difference of found.differences()) {
        results.push(await repairer.repair(difference, GROUNDS));
      }
      await repairer.finish(channel.id);
      return "done";
    } finally {
      found.close();
    }
  };
  const end = await Promise.race([work(), doomed.death]);
  return { isDead: end === "dead", steps: doomed.steps(), results };
}

function held({ channel }: Place): readonly string[] {
  return channel.holdings.map(({ quantity }) => quantity.toString()).sort();
}

async function verdictOf({ storage, channel }: Place): Promise<string> {
  const clock = createFakeClock(NOW);
  const found = await reconcile({ channel, ledger: storage.ledger, clock, period: PERIOD });
  found.close();
  return found.verdict;
}

const WANTED = ["1.5", "2.5", "3.5", "4.5", "5.5"];

describe("repair", () => {
  it("sends again what is missing, takes doubles back, and puts altered usage right", async () => {
    const place = await openDrifted(true);
    const { results } = await repair(place);
    expect(results.map(({ status }) => status)).toEqual(["in-line", "done", "in-line"]);
    expect(held(place)).toEqual(WANTED);
    expect(await verdictOf(place)).toBe("clean");
    const steps = (await place.storage.ledger.history("b")).filter(({ kind }) => kind === "step");
    const words = steps.map(({ body }: LedgerEntry) => JSON.stringify(body)).join();
    expect(words).toMatch(/about to take back ref-double.*for ines: the month's end.*took back/);
  });

  it("does the same where usage is found by its natural key", async () => {
    const place = await openDrifted(false);
    const { results } = await repair(place);
    expect(results.map(({ status }) => status)).toEqual(["in-line", "done"]);
    expect(held(place)).toEqual(WANTED);
    expect(await verdictOf(place)).toBe("clean");
  });

  it("sends nothing again that the channel shows when it is asked once more", async () => {
    const place = await openDrifted(true);
    place.channel.says.set("a", { status: "accepted", recordId: "a", reference: "ref-1" });
    const { results } = await repair(place);
    expect(results).toHaveLength(2);
    place.channel.says.clear();
    place.channel.holdings = place.channel.holdings.filter(({ recordId }) => recordId !== "d");
    const doubtful = { status: "unknown", recordId: "d", reason: "perhaps" } as const;
    place.channel.says.set("d", doubtful);
    const again = await repair(place);
    expect(again.results.map(({ status }) => status)).toEqual(["in-line", "not-done"]);
    expect(again.results[1]?.explanation).toContain("usage-billing decide d");
  });

  it("settles a deletion whose answer was lost by asking", async () => {
    const place = await openDrifted(true);
    place.channel.lost.push(true, true);
    const { results } = await repair(place);
    expect(results.map(({ status }) => status)).toEqual(["in-line", "done", "in-line"]);
    expect(held(place)).toEqual(WANTED);
  });

  it("asks a person about what is not the ledger's", async () => {
    const place = await openDrifted(true);
    const [piece] = place.channel.holdings;
    if (piece === undefined) throw new Error("nothing is held");
    const stranger = { ...piece, recordId: "z", reference: "ref-z", subscription: "sub-1" };
    place.channel.holdings = [...place.channel.holdings, stranger];
    const { results } = await repair(place);
    expect(results.map(({ status }) => status)).toContain("not-done");
    expect(place.channel.holdings.map(({ reference }) => reference)).toContain("ref-z");
  });
});

describe("an interrupted repair", () => {
  it.each([true, false])("has one effect wherever it dies (named: %s)", async (namesRecords) => {
    const { steps } = await repair(await openDrifted(namesRecords));
    expect(steps).toBeGreaterThan(10);
    for (let step = 1; step <= steps; step += 1) {
      for (const when of ["before", "after"] as const) {
        const place = await openDrifted(namesRecords);
        expect((await repair(place, { step, when })).isDead).toBe(true);
        await repair(place);
        expect([step, when, held(place)]).toEqual([step, when, WANTED]);
        expect([step, when, await verdictOf(place)]).toEqual([step, when, "clean"]);
      }
    }
  });
});
