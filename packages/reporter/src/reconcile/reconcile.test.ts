import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import {
  ChannelRequestError,
  MissingConfigurationError,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeClock, type FakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";
import {
  createHoldingChannel,
  type HoldingChannel,
  type HoldingOptions,
} from "./__fixtures__/holding-channel.ts";
import { reconcile } from "./reconcile.ts";
import type { Difference, Reconciliation } from "./reconcile-types.ts";

const START = Date.UTC(2026, 9, 1);
const END = Date.UTC(2026, 10, 1);
const HOUR = 3_600_000;

let storage: TemporaryLedger;
let channel: HoldingChannel;
let reporter: Reporter;
let clock: FakeClock;

function open(options: HoldingOptions = {}): void {
  channel = createHoldingChannel(options);
  clock = createFakeClock(Math.max(Date.now(), END + 1));
  const channels = new Map([[channel.id, channel]]);
  reporter = createReporter({ channels, ledger: storage.ledger, clock });
}

beforeEach(() => {
  storage = createTemporaryLedger();
  open();
});
afterEach(() => storage.remove());

function record(recordId: string, change: Partial<UsageRecord> = {}): UsageRecord {
  const hour = recordId.charCodeAt(0) - 97;
  return {
    ...{ recordId, channel: "holding", subscription: "sub-1", meter: "calls" },
    quantity: Quantity.parse(`${hour + 1}.5`),
    period: { start: START + hour * HOUR, end: START + (hour + 1) * HOUR },
    ...change,
  };
}

async function report(...records: readonly UsageRecord[]): Promise<void> {
  await reporter.takeIn(records);
  await reporter.report();
}

interface Found extends Omit<Reconciliation, "differences"> {
  readonly differences: readonly Difference[];
}

async function compare(period = { start: START, end: END }): Promise<Found> {
  const folder = dirname(storage.ledger.file);
  const found = await reconcile({ channel, ledger: storage.ledger, period, clock, folder });
  try {
    return { ...found, differences: await Array.fromAsync(found.differences()) };
  } finally {
    found.close();
    expect(readdirSync(folder).filter((name) => name.startsWith("usage-billing-"))).toEqual([]);
  }
}

const short = ({ kind, reported, held }: Difference) => [
  kind,
  reported?.record.recordId,
  held?.reference,
];

/** The piece that the channel holds of a record. */
function holdingOf(recordId: string) {
  const found = channel.holdings.find((held) => held.recordId === recordId);
  if (found === undefined) throw new Error(`nothing is held of ${recordId}`);
  return found;
}

describe("reconcile", () => {
  it("finds nothing where both are equal, in one look", async () => {
    await report(record("a"), record("b"));
    const found = await compare();
    expect(found).toMatchObject({ verdict: "clean", matched: 2, listed: "all", isOpen: false });
    expect(found.differences).toEqual([]);
    expect(channel.listings).toHaveLength(1);
    expect(found.totals.map((total) => JSON.parse(JSON.stringify(total)))).toEqual([
      { meter: "calls", records: 2, reported: "4", pieces: 2, held: "4", difference: "0" },
    ]);
  });

  it("finds what is missing, unknown, altered, doubled and differs by a thousandth", async () => {
    await report(...["a", "b", "c", "d", "e"].map((id) => record(id)));
    holdingOf("b").quantity = Quantity.parse("2.501");
    holdingOf("c").period = record("x").period;
    channel.holdings.push({ ...holdingOf("d"), reference: "ref-7" });
    channel.holdings = channel.holdings.filter(({ recordId }) => recordId !== "a");
    const { recordId: _, ...nameless } = holdingOf("e");
    channel.holdings.push({ ...nameless, reference: "ref-8", subscription: "sub-9" });
    const found = await compare();
    expect(found.differences.map(short)).toEqual([
      ["missing-there", "a", undefined],
      ["quantity-differs", "b", "ref-2"],
      ["altered", "c", "ref-3"],
      ["duplicate", "d", "ref-7"],
      ["unknown-here", undefined, "ref-8"],
    ]);
    expect(found).toMatchObject({ verdict: "drift", matched: 2 });
    expect(found.differences.map(({ reason }) => reason)).toContain(
      "reported 2.5, held 2.501 as ref-2",
    );
  });

  it("adds up what differs to what the totals differ by", async () => {
    await report(record("a"), record("b", { meter: "seats" }), record("c"));
    channel.holdings.shift();
    channel.holdings.push({ ...holdingOf("c"), reference: "ref-9" });
    const { totals, differenceTotals } = await compare();
    for (const { meter, difference } of totals) {
      const sum = differenceTotals
        .filter((total) => total.meter === meter)
        .reduce((rest, { held, reported }) => rest.plus(held).minus(reported), Quantity.zero);
      expect(sum.toString()).toBe(difference.toString());
    }
    expect(differenceTotals.map(({ kind, count }) => [kind, count])).toEqual([
      ["duplicate", 1],
      ["missing-there", 1],
    ]);
  });

  it("believes only what it sees twice, the second time after the channel's lag", async () => {
    await report(record("a"), record("b"));
    const all = [...channel.holdings];
    channel.shown.push(all.slice(1), all);
    expect(await compare()).toMatchObject({ verdict: "clean", matched: 2, differences: [] });
    expect(clock.slept).toContain(2_000);
    expect(channel.listings.at(-1)).toEqual({ subscriptions: ["sub-1"] });
    channel.shown.push([...all, { ...holdingOf("a"), reference: "ref-gone" }], all);
    expect(await compare()).toMatchObject({ verdict: "clean", differences: [] });
  });

  it("counts a piece once that shifting pages list twice", async () => {
    await report(record("a"));
    const [piece = holdingOf("a")] = channel.holdings;
    channel.shown.push([piece, piece]);
    expect(await compare()).toMatchObject({ verdict: "clean", matched: 1, differences: [] });
    const { totals } = await compare();
    expect(totals[0]?.held.toString()).toBe("1.5");
  });

  it("leaves neighbouring periods out on both sides, by the start of the usage", async () => {
    const at = (start: number) => ({ period: { start, end: start + HOUR } });
    await report(record("a", at(START - 1)), record("b", at(END)), record("c", at(END - 1)));
    channel.holdings.push({ ...holdingOf("a"), recordId: "z", reference: "ref-z" });
    expect(await compare()).toMatchObject({ verdict: "clean", matched: 1, differences: [] });
  });

  it("is incomplete while records are in flight, which are no differences", async () => {
    await report(record("a"));
    await reporter.takeIn([record("b")]);
    const found = await compare();
    expect(found).toMatchObject({ verdict: "incomplete", matched: 1, differences: [] });
    expect(found.inFlight.map(({ state, count }) => [state, count])).toEqual([["waiting", 1]]);
  });

  it("is incomplete while the period is open", async () => {
    await report(record("a"));
    const found = await compare({ start: START, end: clock.now() + HOUR });
    expect(found).toMatchObject({ verdict: "incomplete", isOpen: true, differences: [] });
  });

  it("tells usage that was taken back and is held still", async () => {
    await report(record("a"));
    const held = holdingOf("a");
    await reporter.retract("a");
    channel.holdings.push(held);
    const { differences } = await compare();
    expect(differences.map(short)).toEqual([["unknown-here", "a", "ref-1"]]);
    expect(differences[0]?.reason).toBe(
      "the channel holds 1.5 as ref-1 although record a was taken back",
    );
  });

  it("lists by subscription where the channel lists no other way", async () => {
    open({ bySubscription: new MissingConfigurationError("name the subscriptions") });
    await report(record("a"), record("b", { subscription: "sub-2" }));
    channel.holdings = channel.holdings.filter(({ recordId }) => recordId === "a");
    const found = await compare();
    expect(found).toMatchObject({ listed: "known-subscriptions", verdict: "drift", matched: 1 });
    expect(channel.listings[1]).toEqual({ subscriptions: ["sub-1", "sub-2"] });
  });
});

describe("what cannot be listed", () => {
  const refusal = (status: number) =>
    new ChannelRequestError({
      ...{ channel: "holding", operation: "list", status, detail: "no", isWrite: false },
    });

  beforeEach(async () => {
    open({ bySubscription: new MissingConfigurationError("name the subscriptions") });
    await report(record("a"), record("b", { subscription: "sub-2" }));
  });

  it("is asked for record by record", async () => {
    channel.unlisted.set("sub-2", refusal(400));
    expect(await compare()).toMatchObject({ verdict: "clean", matched: 2, unread: [] });
    channel.holdings = channel.holdings.filter(({ recordId }) => recordId === "a");
    const { differences } = await compare();
    expect(differences.map(short)).toEqual([["missing-there", "b", undefined]]);
  });

  it("makes it incomplete, and nothing of it missing, when the channel does not tell at all", async () => {
    channel.unlisted.set("sub-2", refusal(503));
    channel.follow = async () => {
      throw refusal(503);
    };
    const found = await compare();
    expect(found).toMatchObject({ verdict: "incomplete", matched: 1, differences: [] });
    expect(found.unread.map(({ subscription }) => subscription)).toEqual(["sub-2"]);
  });
});

describe("a channel that accepts and rejects", () => {
  beforeEach(async () => {
    open({ namesRecords: false, acceptance: true });
    await report(record("a"));
    channel.holdings = [];
  });
  const problem = { rule: "file-rejected", field: "file", message: "rejected" };

  it("says that it rejected a record", async () => {
    channel.says.set("a", { status: "refused", recordId: "a", problem });
    const { differences } = await compare();
    expect(differences.map(({ kind, problem: why }) => [kind, why])).toEqual([
      ["rejected", problem],
    ]);
  });

  it("is told from somebody else's usage in the place of a rejected record", async () => {
    channel.says.set("a", { status: "refused", recordId: "a", problem });
    const { subscription, period } = record("a");
    const quantity = Quantity.parse("9");
    const piece = { channel: "holding", reference: "other", subscription, meter: "calls" };
    channel.holdings.push({ ...piece, quantity, period, status: "pending" });
    const { differences } = await compare();
    expect(differences.map(short)).toEqual([
      ["rejected", "a", undefined],
      ["unknown-here", undefined, "other"],
    ]);
  });

  it("does not count a record whose file it holds", async () => {
    channel.says.set("a", { status: "accepted", recordId: "a", reference: "file-1" });
    const { differences } = await compare();
    expect(differences.map(({ kind, problem: why }) => [kind, why?.rule])).toEqual([
      ["rejected", "record-not-counted"],
    ]);
  });
});
