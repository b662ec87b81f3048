import { type HeldUsage, Quantity } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
let reporter: Reporter;
const grounds = { reason: "looked at the invoice", by: "Ada" };

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel({ maximumRecords: 1 });
  const channels = new Map([[channel.id, channel]]);
  reporter = createReporter({ channels, ledger: storage.ledger, clock: createFakeClock() });
  await reporter.takeIn(["a", "b"].map((recordId) => usageRecord({ recordId })));
});
afterEach(() => storage.remove());

async function stateOf(recordId: string): Promise<string | undefined> {
  return (await storage.ledger.record(recordId))?.state;
}

/** Makes read-back find something that could be any record. */
function showsOthers(): void {
  const held: HeldUsage = {
    channel: "fake",
    reference: "ref-8",
    subscription: "sub-1",
    quantity: Quantity.parse("1.5"),
    period: { start: 0, end: 3_600_000 },
    status: "open",
  };
  channel.settle = async ({ records }) =>
    records.map(({ recordId }) => ({
      ...{ status: "unknown", recordId, reason: "could be it" },
      candidates: [held],
    }));
}

describe("dismissing", () => {
  const dismissed = { kind: "dismissed" } as const;

  it("ends the story of a refused record: no later report or retry sends it", async () => {
    channel.faults.push("refuses");
    await reporter.report();
    await reporter.decide("a", dismissed, grounds);
    expect((await reporter.retry({ all: true })).retried).toBe(0);
    expect((await reporter.retry({ recordIds: ["a"] })).skipped).toEqual([
      { recordId: "a", reason: "is dismissed, not refused" },
    ]);
    await reporter.report();
    expect([await stateOf("a"), await stateOf("b")]).toEqual(["dismissed", "accepted"]);
    expect(channel.holdings).toHaveLength(1);
  });

  it("is only for what was refused", async () => {
    await reporter.report();
    await expect(reporter.decide("a", dismissed, grounds)).rejects.toThrow(
      /is accepted; only one that was refused can be dismissed/,
    );
  });
});

describe("retry", () => {
  it("puts refused records in line for the next report", async () => {
    channel.faults.push("refuses", "refuses");
    await reporter.report();
    expect(await reporter.retry({ all: true })).toEqual({
      retried: 2,
      skipped: [],
      skippedOmitted: 0,
    });
    await reporter.report();
    expect([await stateOf("a"), await stateOf("b")]).toEqual(["accepted", "accepted"]);
    expect(channel.holdings).toHaveLength(2);
  });

  it("says which records it leaves, and why", async () => {
    channel.faults.push("refuses");
    await reporter.report();
    const { retried, skipped } = await reporter.retry({ recordIds: ["a", "b", "c", "a"] });
    expect(retried).toBe(1);
    expect(skipped).toEqual([
      { recordId: "b", reason: "is accepted, not refused" },
      { recordId: "c", reason: "is not in the ledger" },
    ]);
  });

  it("does not put a refused correction in line, which would bill beside the first version", async () => {
    await reporter.report();
    channel.correct = async (_sent, { recordId }) => {
      const problem = { rule: "no", field: "quantity", message: "not that" };
      return { status: "refused", recordId, problem };
    };
    const replacement = usageRecord({ recordId: "a2", quantity: Quantity.parse("7") });
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "refused" });
    const { retried, skipped } = await reporter.retry({ channel: "fake" });
    expect(retried).toBe(0);
    expect(skipped[0]?.reason).toContain("is a correction that was refused");
  });
});

describe("a record that could be one of several", () => {
  beforeEach(async () => {
    showsOthers();
    channel.faults.push("lost-before-storing");
    await reporter.report();
  });

  it("is ambiguous, is read back again, and never sent", async () => {
    const sent = channel.sent.length;
    await reporter.report();
    expect([await stateOf("a"), channel.sent.length]).toEqual(["ambiguous", sent]);
    expect((await storage.ledger.record("a"))?.outcome).toMatchObject({
      candidates: [{ reference: "ref-8" }],
    });
  });

  it("is accepted when a person says that the channel holds it", async () => {
    await reporter.decide("a", { kind: "held", reference: "ref-8" }, grounds);
    expect(await storage.ledger.record("a")).toMatchObject({
      state: "accepted",
      reference: "ref-8",
    });
    const [decision] = (await storage.ledger.history("a")).filter(
      ({ kind }) => kind === "decision",
    );
    expect(decision?.body).toMatchObject(grounds);
  });

  it("is sent when a person says that the channel does not hold it", async () => {
    await reporter.decide("a", { kind: "absent" }, grounds);
    expect(await stateOf("a")).toBe("waiting");
    await reporter.report();
    expect(await stateOf("a")).toBe("accepted");
    expect(channel.holdings.map(({ record }) => record.recordId).sort()).toEqual(["a", "b"]);
  });
});

describe("decide", () => {
  it("wants a reason, a person, and a record in doubt", async () => {
    await reporter.report();
    const absent = { kind: "absent" } as const;
    await expect(reporter.decide("a", absent, { ...grounds, reason: " " })).rejects.toThrow("why");
    await expect(reporter.decide("a", absent, { ...grounds, by: "" })).rejects.toThrow("who");
    const nothing = { kind: "held", reference: "" } as const;
    await expect(reporter.decide("a", nothing, grounds)).rejects.toThrow("calls the usage");
    await expect(reporter.decide("a", absent, grounds)).rejects.toThrow("only one whose outcome");
    await expect(reporter.decide("c", absent, grounds)).rejects.toThrow("is not in the ledger");
  });
});
