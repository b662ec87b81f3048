import { Quantity, type UsageRecord } from "@usage-billing/core";
import { type Ledger, openLedger, type RecordState, recordMachine } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";
import { nextCommands } from "./explaining/next-commands.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const RECORD: UsageRecord = {
  recordId: "record-1",
  channel: "rebilly",
  subscription: "sub_twin_storage_001",
  quantity: Quantity.parse("7.5"),
  period: { start: Date.UTC(2026, 9, 5), end: Date.UTC(2026, 9, 6) },
};

async function withLedger<Result>(work: (ledger: Ledger) => Promise<Result>): Promise<Result> {
  const ledger = openLedger(place.write("place", "").replace(/place$/, "ledger.db"));
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

type Step = (ledger: Ledger) => Promise<unknown>;

const take: Step = (ledger) => ledger.takeIn([{ record: RECORD, deliveryKey: "key" }]);
const intend: Step = (ledger) => {
  const body = new TextEncoder().encode("{}");
  return ledger.commitIntents([
    { id: "d-1", channel: "rebilly", key: "key", records: [RECORD], body },
  ]);
};
const say =
  (outcome: object): Step =>
  (ledger) =>
    ledger.commitOutcomes([
      { deliveryId: "d-1", outcomes: [{ recordId: "record-1", ...outcome } as never] },
    ]);
const held = { channel: "rebilly", subscription: RECORD.subscription, status: "stored" };
const { quantity, period } = RECORD;
const candidates = [{ ...held, reference: "usage_9", quantity, period }];
const accepted = say({ status: "accepted", reference: "usage_1" });
const sent: readonly Step[] = [take, intend];
const correct: Step = (ledger) =>
  ledger.commitCorrectionIntent("record-1", {
    record: { ...RECORD, recordId: "record-2", quantity: Quantity.parse("8") },
    deliveryKey: "key",
  });

/** How a record comes into each state, and what is then told to be done. */
const WAYS: Readonly<Record<RecordState, readonly [steps: readonly Step[], command: string]>> = {
  waiting: [[take], "usage-billing run --once"],
  sending: [sent, "usage-billing run --once"],
  unsent: [
    [...sent, (ledger) => ledger.commitUnsent([{ deliveryId: "d-1", reason: "no way" }])],
    "usage-billing run --once",
  ],
  unknown: [[...sent, say({ status: "unknown", reason: "lost" })], "usage-billing run --once"],
  ambiguous: [
    [...sent, say({ status: "unknown", reason: "two of them", candidates })],
    'usage-billing decide record-1 --held usage_9 --reason "WHY"',
  ],
  accepted: [[...sent, accepted], "usage-billing evidence record-1"],
  pending: [
    [...sent, say({ status: "pending", reference: "usage_1", channelState: "open" })],
    "usage-billing run --once",
  ],
  partial: [
    [...sent, say({ status: "partial", reference: "usage_1", sent: quantity, stored: quantity })],
    "usage-billing evidence record-1",
  ],
  refused: [
    [...sent, say({ status: "refused", problem: { rule: "no", field: "record", message: "no" } })],
    "usage-billing failed retry record-1",
  ],
  dismissed: [
    [
      ...sent,
      say({ status: "refused", problem: { rule: "no", field: "record", message: "no" } }),
      (ledger) =>
        ledger.commitDecision("record-1", { kind: "dismissed" }, { reason: "a trial", by: "Ada" }),
    ],
    "usage-billing evidence record-1",
  ],
  disputed: [
    [
      ...sent,
      accepted,
      (ledger) =>
        ledger.commitChannelStates([
          {
            deliveryId: "d-1",
            outcomes: [{ status: "unknown", recordId: "record-1", reason: "twice", candidates }],
          },
        ]),
    ],
    'usage-billing decide record-1 --held usage_9 --reason "WHY"',
  ],
  retracting: [
    [...sent, accepted, (ledger) => ledger.commitRetractionIntent("record-1")],
    "usage-billing retract record-1",
  ],
  retracted: [
    [
      ...sent,
      accepted,
      (ledger) => ledger.commitRetractionIntent("record-1"),
      (ledger) => ledger.commitRetraction("record-1", "retracted"),
    ],
    "usage-billing evidence record-1",
  ],
  correcting: [
    [...sent, accepted, correct],
    'usage-billing correct record-1 --quantity 8 --reason "WHY"',
  ],
  corrected: [
    [
      ...sent,
      accepted,
      correct,
      (ledger) =>
        ledger.commitCorrection("record-1", {
          record: "corrected",
          replacement: { status: "accepted", recordId: "record-2", reference: "usage_2" },
        }),
    ],
    "usage-billing explain record-2",
  ],
  replacing: [
    [...sent, accepted, correct],
    'usage-billing correct record-1 --quantity 8 --reason "WHY"',
  ],
};

describe("explain", () => {
  it.each(Object.entries(WAYS))("tells what to do of a record that is %s", async (state, way) => {
    const [steps, command] = way;
    await withLedger(async (ledger) => {
      for (const step of steps) await step(ledger);
    });
    const id = state === "replacing" ? "record-2" : "record-1";
    const { status, out } = await place.command("explain", id);
    expect(status).toBe(0);
    expect(out).toContain(`Record ${id} is ${state}: `);
    expect(out).toContain(`  $ ${command}`);
    expect(out).toMatch(/^Next: ./m);
  });

  it("knows every state that there is", () => {
    expect(Object.keys(WAYS).toSorted()).toEqual(Object.keys(recordMachine.states).toSorted());
    for (const state of Object.keys(WAYS) as RecordState[]) {
      const held = { record: RECORD, state, takenInAt: 0, replacedBy: "record-2" };
      expect(nextCommands(held, {}).length).toBeGreaterThan(0);
    }
  });

  it("goes from the source row and the mapping to the words and what they mean", async () => {
    const line = LINES.rebilly.replace("storage_001", "nobody");
    const file = place.write("usage.csv", `${HEADER},record_id\n${line},bad-1\n`);
    await place.command("report", file);
    const { status, out } = await place.command("explain", "bad-1");
    expect(status).toBe(0);
    expect(out).toContain("usage.csv:2, where now stands:");
    expect(out).toContain("subscription=sub_twin_nobody");
    expect(out).toContain("  quantity = 1.125  (column quantity)");
    expect(out).toContain("  recordId = bad-1  (column record_id)");
    expect(out).toMatch(
      /Z {2}about to be sent in delivery [0-9a-f]{32} \(1 record, \d+ bytes, SHA-256 [0-9a-f]{64}\)/,
    );
    expect(out).toMatch(/The channel's words: ".*There is no subscription sub_twin_nobody/);
    expect(out).toContain(
      "The organization has no such subscription item; the id of an order is none.",
    );
    expect(out).toContain("(no-such-subscription, known from: inferred)");
    expect(out).toMatch(/ {2}\$ usage-billing report .*usage\.csv/);
  });

  it("names the correction of a record that was rejected after it was taken", async () => {
    const problem = { rule: "rejected", field: "file", message: "rejected by the distributor" };
    const rejected = { status: "refused", recordId: "record-1", problem } as const;
    await withLedger(async (ledger) => {
      for (const step of [...sent, accepted]) await step(ledger);
      await ledger.commitChannelStates([{ deliveryId: "d-1", outcomes: [rejected] }]);
    });
    const { status, out } = await place.command("explain", "record-1");
    expect(status).toBe(0);
    expect(out).toMatch(
      /^Next: .*"usage-billing correct record-1 --quantity QUANTITY --reason TEXT".*\n {2}\$ usage-billing correct record-1 --quantity QUANTITY --reason "WHY"\n/m,
    );
    const words = ["record-1", "--quantity", "7", "--reason", "as agreed", "--dry-run"];
    expect(await place.command("correct", ...words)).toMatchObject({ status: 0 });
  });

  it("says that an id was derived, and that the file is gone", async () => {
    const file = place.write("usage.csv", `${HEADER}\n${LINES.rebilly}\n`);
    await place.command("report", file);
    const { record } = await withLedger(async (ledger) => {
      for await (const found of ledger.records()) return found;
      throw new Error("the ledger is empty");
    });
    place.write("usage.csv", `${HEADER}\n`);
    const json = JSON.parse((await place.command("explain", record.recordId, "--json")).out);
    expect(json).toMatchObject({
      state: "accepted",
      row: { state: "no-such-row" },
      refusals: [],
      commands: [`usage-billing evidence ${record.recordId}`],
    });
    expect(json.mapping[0].origin).toContain('derived from source "tests"');
    expect(json.sendings).toMatchObject([{ kind: "intent", records: 1 }]);
  });

  it.each([
    ["recrod-1", "Did you mean record-1?"],
    ["record-11", "Did you mean record-1?"],
    ["ecord-1", "Did you mean record-1?"],
  ])("suggests ids like %s", async (id, words) => {
    await withLedger(take);
    const { status, err } = await place.command("explain", id);
    expect(status).toBe(2);
    expect(err).toContain(words);
  });

  it("suggests nothing where nothing is like it", async () => {
    await withLedger(take);
    const { status, err } = await place.command("explain", "something-else");
    expect(status).toBe(2);
    expect(err).not.toContain("Did you mean");
  });
});
