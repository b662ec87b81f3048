import {
  AuthenticationError,
  type HeldUsage,
  Quantity,
  type Settlement,
} from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock, type FakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Progress } from "../options.ts";
import type { Reporter } from "../reporter.ts";
import type { FollowedChannel } from "./follow-types.ts";
import { createReporterMemory } from "./reporter-memory.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let reporter: Reporter;
let progress: Progress[];

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
  progress = [];
  const channels = new Map([[channel.id, channel]]);
  const { ledger } = storage;
  const onProgress = (event: Progress) => progress.push(event);
  reporter = createReporter({ channels, ledger, clock: createFakeClock(), onProgress });
  await reporter.takeIn(["a", "b"].map((recordId) => usageRecord({ recordId })));
  await reporter.report();
});
afterEach(() => storage.remove());

async function follow(): Promise<FollowedChannel> {
  const [followed] = (await reporter.follow()).channels;
  if (followed === undefined) throw new Error("no channel was followed");
  return followed;
}

function billed(recordId: string): Settlement {
  return { status: "accepted", recordId, reference: "ref-1", billingReference: "inv-7" };
}

function heldTwice(recordId: string): Settlement {
  const held: HeldUsage = {
    channel: "fake",
    reference: "ref-1",
    subscription: "sub-1",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    status: "open",
  };
  const candidates = [held, { ...held, reference: "ref-9" }];
  return { status: "unknown", recordId, reason: "it holds two", candidates };
}

describe("follow", () => {
  it("says nothing when nothing is new", async () => {
    const followed = await follow();
    expect(followed).toMatchObject({ channel: "fake", deliveries: 1, changes: [], alarms: [] });
  });

  it("finds the billing reference, keeps it, and asks no more", async () => {
    channel.followed.set("a", billed("a"));
    channel.followed.set("b", billed("b"));
    const { changes } = await follow();
    expect(changes.map(({ quantity, ...change }) => [change, quantity.toString()])).toEqual([
      [{ from: "accepted", to: "accepted", isBilled: true, meter: "calls", count: 2 }, "3"],
    ]);
    expect((await storage.ledger.record("a"))?.outcome).toMatchObject({
      billingReference: "inv-7",
    });
    expect((await follow()).deliveries).toBe(0);
  });

  it("disputes a record that the channel holds twice, says so each time, and keeps it once", async () => {
    channel.followed.set("b", heldTwice("b"));
    for (const _ of [1, 2]) {
      const { alarms } = await follow();
      expect(alarms.map(({ kind, record }) => [kind, record.recordId])).toEqual([
        ["duplicate", "b"],
      ]);
    }
    const history = await storage.ledger.history("b");
    const states = history.filter(({ kind }) => kind === "channel-state");
    expect(JSON.stringify(states.map(({ body }) => body))).toMatch(/ref-1.*ref-9/);
    expect(states).toHaveLength(1);
    const told = progress.filter(({ kind }) => kind === "alarm").map(({ detail }) => detail);
    const words = "duplicate: b: the channel holds ref-1, ref-9: it holds two";
    expect(told).toEqual([words, words]);
    expect((await storage.ledger.record("b"))?.state).toBe("disputed");
    channel.followed.delete("b");
    expect((await follow()).changes).toMatchObject([{ from: "disputed", to: "accepted" }]);
    expect((await storage.ledger.record("b"))?.state).toBe("accepted");
  });

  it("says no more what a person has decided, until the channel says something else", async () => {
    channel.followed.set("b", heldTwice("b"));
    channel.followed.set("a", { status: "absent", recordId: "a" });
    expect((await follow()).alarms).toHaveLength(2);
    const grounds = { reason: "credited by hand", by: "Ada" };
    for (const recordId of ["a", "b"]) {
      await reporter.decide(recordId, { kind: "held", reference: "ref-1" }, grounds);
    }
    expect((await follow()).alarms).toEqual([]);
    expect((await storage.ledger.record("b"))?.state).toBe("accepted");
    channel.followed.set("b", { status: "absent", recordId: "b" });
    expect((await follow()).alarms.map(({ kind, record }) => [kind, record.recordId])).toEqual([
      ["missing", "b"],
    ]);
    expect((await storage.ledger.record("b"))?.state).toBe("disputed");
  });

  it("raises an alarm for a record that is gone, and for one that is refused later", async () => {
    const problem = { rule: "file-rejected", field: "file", message: "rejected" };
    channel.followed.set("a", { status: "absent", recordId: "a" });
    channel.followed.set("b", { status: "refused", recordId: "b", problem });
    const { alarms, changes } = await follow();
    expect(alarms.map(({ kind }) => kind)).toEqual(["missing", "refused"]);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([["accepted", "refused"]]);
    expect((await storage.ledger.record("b"))?.state).toBe("refused");
  });

  it("raises no alarm for what the channel shows a little later", async () => {
    const { follow: show } = channel;
    channel.follow = async ({ records }) => {
      channel.follow = show;
      return records.map(({ recordId }) => ({ status: "absent", recordId }));
    };
    expect((await follow()).alarms).toEqual([]);
  });

  it("raises no alarm for a record that a person took back meanwhile", async () => {
    const { follow: show } = channel;
    channel.follow = async (...values) => {
      if ((await storage.ledger.record("a"))?.state === "accepted") await reporter.retract("a");
      return show(...values);
    };
    expect((await follow()).alarms).toEqual([]);
    expect((await storage.ledger.record("a"))?.state).toBe("retracted");
  });

  it("goes on in a later turn where the one before ended, each delivery once", async () => {
    channel = createFakeChannel({ maximumRecords: 1 });
    const channels = new Map([[channel.id, channel]]);
    const clock = createFakeClock();
    reporter = createReporter({ channels, ledger: storage.ledger, clock, concurrency: 2 });
    await reporter.takeIn(["c", "d", "e"].map((recordId) => usageRecord({ recordId })));
    await reporter.report();
    for (const recordId of ["a", "b", "c", "d", "e"])
      channel.followed.set(recordId, billed(recordId));
    const turns: FollowedChannel[] = [];
    for (let after: string | undefined; turns.length < 9; ) {
      const begin = after === undefined ? {} : { after };
      const [turn] = (await reporter.follow({ turn: 0, ...begin })).channels;
      if (turn === undefined) throw new Error("no channel was followed");
      turns.push(turn);
      after = turn.next;
      if (after === undefined) break;
    }
    const counts = turns.map(({ deliveries, changes }) => [deliveries, changes[0]?.count ?? 0]);
    expect(counts).toEqual([
      [1, 2],
      [1, 1],
      [1, 1],
      [1, 1],
      [0, 0],
    ]);
    const [whole] = (await reporter.follow({ turn: 1_000 })).channels;
    expect(whole).not.toHaveProperty("next");
  });

  it("ends with the channel's error, and with the signal", async () => {
    const answer = { channel: "fake", operation: "list", detail: "no", isWrite: false };
    channel.follow = async () => {
      throw new AuthenticationError({ ...answer, status: 401 });
    };
    const { error, deliveries } = await follow();
    expect([error?.constructor, deliveries]).toEqual([AuthenticationError, 0]);
    const summary = await reporter.follow({ signal: AbortSignal.abort() });
    expect(summary.interrupted).toBe(true);
  });
});

describe("what was sent again", () => {
  /** Reports a record whose first request was lost and is not shown. */
  async function reportAgain(clock: FakeClock): Promise<Reporter> {
    const channels = new Map([[channel.id, channel]]);
    const again = createReporter({ channels, ledger: storage.ledger, clock });
    await again.takeIn([usageRecord({ recordId: "late" })]);
    channel.faults.push("lost-before-storing");
    await again.report();
    return again;
  }

  it("is looked at once more, when a late request has had its time", async () => {
    const clock = createFakeClock();
    const again = await reportAgain(clock);
    const count = async () =>
      (await again.follow({ only: "resent" })).channels.map(({ deliveries }) => deliveries);
    expect(await count()).toEqual([0]);
    await clock.sleep(600_000);
    channel.followed.set("late", heldTwice("late"));
    const [followed] = (await again.follow({ only: "resent" })).channels;
    expect(followed?.alarms.map(({ kind, record }) => [kind, record.recordId])).toEqual([
      ["duplicate", "late"],
    ]);
    expect(await count()).toEqual([0]);
  });

  it("is looked at again when the channel did not answer", async () => {
    const clock = createFakeClock();
    const again = await reportAgain(clock);
    await clock.sleep(600_000);
    const { follow: show } = channel;
    channel.follow = async () => {
      throw new Error("no answer");
    };
    const count = async () =>
      (await again.follow({ only: "resent" })).channels.map(({ deliveries }) => deliveries);
    expect(await count()).toEqual([0]);
    channel.follow = show;
    expect([await count(), await count()]).toEqual([[1], [0]]);
  });

  it("is remembered by the next reporter that is given the same memory", async () => {
    const clock = createFakeClock();
    const options = {
      channels: new Map([[channel.id, channel]]),
      ledger: storage.ledger,
      clock,
      memory: createReporterMemory(),
    };
    const first = createReporter(options);
    await first.takeIn([usageRecord({ recordId: "late" })]);
    channel.faults.push("lost-before-storing");
    await first.report();
    await clock.sleep(600_000);
    const [followed] = (await createReporter(options).follow({ only: "resent" })).channels;
    expect(followed?.deliveries).toBe(1);
  });

  it("is looked at also when it went out with other records", async () => {
    const clock = createFakeClock();
    const channels = new Map([[channel.id, channel]]);
    const again = createReporter({ channels, ledger: storage.ledger, clock });
    await again.takeIn(["c", "d"].map((recordId) => usageRecord({ recordId })));
    channel.faults.push("lost-half-way");
    await again.report();
    await clock.sleep(600_000);
    const [followed] = (await again.follow({ only: "resent" })).channels;
    expect(followed?.deliveries).toBe(1);
  });
});
