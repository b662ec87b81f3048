import { type HeldUsage, Quantity } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { type CrashPoint, createDoomedProcess } from "../__fixtures__/crash.ts";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

/** What a process does that may die, what came before it, and what holds when it was done to the end. */
interface Operation {
  readonly channel?: Parameters<typeof createFakeChannel>[0];
  readonly prepare?: (channel: FakeChannel, reporter: Reporter) => Promise<void>;
  readonly run: (reporter: Reporter, channel: FakeChannel) => Promise<unknown>;
  readonly states: Readonly<Record<string, string>>;
  readonly held: readonly string[];
}

const replacement = usageRecord({ recordId: "a2", quantity: Quantity.parse("7") });
const problem = { rule: "rejected", field: "file", message: "rejected" };

async function report(_channel: FakeChannel, reporter: Reporter): Promise<void> {
  await reporter.report();
}

const candidate: HeldUsage = {
  channel: "fake",
  reference: "ref-8",
  subscription: "sub-1",
  quantity: Quantity.parse("1.5"),
  period: { start: 0, end: 3_600_000 },
  status: "open",
};

/** Leaves every record ambiguous. */
async function doubt(channel: FakeChannel, reporter: Reporter): Promise<void> {
  const { settle } = channel;
  channel.faults.push("lost-before-storing", "lost-before-storing");
  channel.settle = async ({ records }) =>
    records.map(({ recordId }) => {
      const reason = "could be it";
      return { status: "unknown", recordId, reason, candidates: [candidate] };
    });
  await reporter.report();
  channel.settle = settle;
}

async function refuse(channel: FakeChannel, reporter: Reporter): Promise<void> {
  channel.faults.push("refuses");
  await reporter.report();
}

const retract = (reporter: Reporter): Promise<void> => reporter.retract("a");
const correct = (reporter: Reporter): Promise<unknown> => reporter.correct("a", replacement);
const retracted = { a: "retracted", b: "accepted" };
const corrected = { a: "corrected", b: "accepted", a2: "accepted" };

/** Retracts or corrects with an answer that is lost. */
function losing(
  fault: FakeChannel["changeFaults"][number],
  run: (reporter: Reporter) => Promise<unknown>,
): Operation["run"] {
  return (reporter, channel) => {
    channel.changeFaults.push(fault);
    return run(reporter);
  };
}

const uploads = { isUploadedAgain: true };

const OPERATIONS: Readonly<Record<string, Operation>> = {
  retract: { prepare: report, run: retract, states: retracted, held: ["b"] },
  "retract, its answer lost": {
    prepare: report,
    ...{ run: losing("lost-after", retract), states: retracted, held: ["b"] },
  },
  "retract by uploading again, its answer lost": {
    channel: uploads,
    prepare: report,
    ...{ run: losing("lost-after", retract), states: retracted, held: ["b"] },
  },
  "retract by uploading again, lost on its way": {
    channel: uploads,
    prepare: report,
    ...{ run: losing("lost-before", retract), states: retracted, held: ["b"] },
  },
  correct: { prepare: report, run: correct, states: corrected, held: ["a2", "b"] },
  "correct, its answer lost": {
    prepare: report,
    ...{ run: losing("lost-after", correct), states: corrected, held: ["a2", "b"] },
  },
  "correct by uploading again, its answer lost": {
    channel: uploads,
    prepare: report,
    ...{ run: losing("lost-after", correct), states: corrected, held: ["a2", "b"] },
  },
  "correct by uploading again, lost on its way": {
    channel: uploads,
    prepare: report,
    ...{ run: losing("lost-before", correct), states: corrected, held: ["a2", "b"] },
  },
  follow: {
    prepare: report,
    run: (reporter, channel) => {
      channel.followed.set("a", { status: "refused", recordId: "a", problem });
      return reporter.follow();
    },
    ...{ states: { a: "refused", b: "accepted" }, held: ["a", "b"] },
  },
  decide: {
    prepare: doubt,
    run: async (reporter) => {
      const grounds = { reason: "looked", by: "Ada" };
      const held = { kind: "held", reference: "ref-8" } as const;
      for (const recordId of ["a", "b"]) {
        // What was decided before the process died need not be decided again.
        await reporter.decide(recordId, held, grounds).catch(() => undefined);
      }
    },
    ...{ states: { a: "accepted", b: "accepted" }, held: [] },
  },
  retry: {
    prepare: refuse,
    run: async (reporter) => {
      await reporter.retry({ all: true });
      await reporter.report();
    },
    ...{ states: { a: "accepted", b: "accepted" }, held: ["a", "b"] },
  },
  "report a file that is refused because of one record": {
    channel: { atFault: "a" },
    run: (reporter) => reporter.report(),
    ...{ states: { a: "refused", b: "accepted" }, held: ["b"] },
  },
  "plan and deliver": {
    run: async (reporter, channel) => {
      await reporter.plan("fake");
      channel.faults.push("lost-after-storing");
      await reporter.report();
    },
    ...{ states: { a: "accepted", b: "accepted" }, held: ["a", "b"] },
  },
};

async function runProcess(
  storage: TemporaryLedger,
  { channel, run }: { readonly channel: FakeChannel; readonly run: Operation["run"] },
  point?: CrashPoint,
): Promise<{ readonly isDead: boolean; readonly steps: number }> {
  const ledger = await storage.reopen();
  const doomed = createDoomedProcess(ledger, channel, point);
  const reporter = createReporter({
    channels: new Map([[channel.id, doomed.channel]]),
    ledger: doomed.ledger,
    clock: createFakeClock(),
  });
  const work = run(reporter, channel).catch((error: unknown) => {
    // A retraction that came to an end before the process died cannot be made again.
    if (Reflect.get(Object(error), "code") !== "UNCHANGEABLE_RECORD") throw error;
  });
  const end = await Promise.race([work, doomed.death]);
  return { isDead: end === "dead", steps: doomed.steps() };
}

async function statesOf(storage: TemporaryLedger): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  for await (const { record, state } of storage.ledger.records()) states[record.recordId] = state;
  return states;
}

/** Prepares, lets a process die at a point if there is one, and does the operation to the end. */
async function play(operation: Operation, point?: CrashPoint): Promise<number> {
  const storage = createTemporaryLedger();
  const channel = createFakeChannel(operation.channel);
  const { run, prepare, states, held } = operation;
  try {
    const channels = new Map([[channel.id, channel]]);
    const { ledger } = storage;
    const first = createReporter({ channels, ledger, clock: createFakeClock() });
    await first.takeIn(["a", "b"].map((recordId) => usageRecord({ recordId })));
    await prepare?.(channel, first);
    if (point !== undefined) {
      expect(await runProcess(storage, { channel, run }, point)).toMatchObject({ isDead: true });
      channel.faults.length = 0;
      channel.changeFaults.length = 0;
    }
    const { steps } = await runProcess(storage, { channel, run });
    expect(await statesOf(storage)).toEqual(states);
    expect(channel.holdings.map(({ record }) => record.recordId).sort()).toEqual(held);
    return steps;
  } finally {
    await storage.remove();
  }
}

describe("a process that dies", () => {
  it.each(Object.entries(OPERATIONS))(
    "before or after any step of: %s, is made good by doing it again",
    async (_name, operation) => {
      const steps = await play(operation);
      expect(steps).toBeGreaterThan(1);
      for (let step = 1; step <= steps; step += 1) {
        await play(operation, { step, when: "before" });
        await play(operation, { step, when: "after" });
      }
    },
  );
});
