import assert from "node:assert/strict";
import {
  type CallOptions,
  type SentRecord,
  UnsupportedOperationError,
  UsageBillingError,
} from "@usage-billing/core";
import { type Bench, recordAt, recordsOf, type Subject, windowOf } from "../bench.ts";
import { assertStored, storedFacts } from "../facts.ts";
import { canChange, writesToSend } from "../features.ts";
import { firstOf, sendAll, sendAndPick } from "../outcomes.ts";
import type { Case, Rule } from "../rule.ts";

/** A call that can be ended or forbidden. */
export interface ControlledCall {
  /** Whether it writes first of all. */
  readonly isWrite: boolean;
  /** Whether a channel has it. */
  has?(subject: Subject): boolean;
  /** Brings the server to where the call makes sense. */
  prepare(bench: Bench): Promise<(options: CallOptions) => Promise<unknown>>;
}

const changes = async (bench: Bench): Promise<SentRecord> =>
  sendAndPick(bench, recordsOf(bench, 2));

const READING: Readonly<Record<string, ControlledCall>> = {
  settle: {
    isWrite: false,
    prepare: async ({ channel, ...bench }) => {
      const delivery = firstOf(channel.plan(recordsOf(bench, 1)));
      return (options) => channel.settle(delivery, options);
    },
  },
  follow: {
    isWrite: false,
    prepare: async ({ channel, ...bench }) => {
      const delivery = firstOf(channel.plan(recordsOf(bench, 1)));
      return (options) => channel.follow(delivery, options);
    },
  },
  list: {
    isWrite: false,
    prepare: async ({ channel, world, ...bench }) => {
      const { subscriptions } = world;
      const query = { ...windowOf({ world, ...bench }), subscriptions };
      return (options) => Array.fromAsync(channel.list(query, options));
    },
  },
};

const WRITING: Readonly<Record<string, ControlledCall>> = {
  send: {
    isWrite: true,
    prepare: async ({ channel, ...bench }) => {
      const delivery = firstOf(channel.plan(recordsOf(bench, 2)));
      return (options) => channel.send(delivery, options);
    },
  },
  retract: {
    isWrite: true,
    has: ({ capabilities }) => canChange(capabilities, "retraction"),
    prepare: async (bench) => {
      const sent = await changes(bench);
      return (options) => bench.channel.retract(sent, options);
    },
  },
  correct: {
    isWrite: true,
    has: ({ capabilities }) => canChange(capabilities, "correction"),
    prepare: async (bench) => {
      const sent = await changes(bench);
      const replacement = recordAt(bench, 0, { recordId: `${bench.tag}-0-new`, quantity: "9" });
      return (options) => bench.channel.correct(sent, replacement, options);
    },
  },
};

const casesFor =
  (
    calls: Readonly<Record<string, ControlledCall>>,
    run: (bench: Bench, call: ControlledCall) => Promise<void>,
  ) =>
  (subject: Subject): readonly Case[] =>
    Object.entries(calls)
      .filter(([, call]) => call.has?.(subject) ?? true)
      .map(([name, call]) => [name, (bench) => run(bench, call)]);

async function endsAtOnce(bench: Bench, call: ControlledCall): Promise<void> {
  const run = await call.prepare(bench);
  const before = bench.troubles.seen();
  const stored = await storedFacts(bench);
  await assert.rejects(run({ signal: AbortSignal.abort(new Error("the kit ended it")) }));
  assert.equal(bench.troubles.seen().writes, before.writes, "a write was sent after the end");
  assert.deepEqual(await storedFacts(bench), stored);
}

/** How long a call may go on after its signal has ended, in milliseconds of the machine's clock. */
const GRACE = 5_000;

/** Asserts that an ended call rejects; one that goes on waiting fails instead of holding everything up. */
async function assertEnds(call: Promise<unknown>, check?: (error: unknown) => boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const overdue = new Promise<"waits">((resolve) => {
    timer = setTimeout(() => resolve("waits"), GRACE);
  });
  const ended = call.then(
    () => "succeeds",
    (error: unknown) => ({ error }),
  );
  const end = await Promise.race([ended, overdue]);
  clearTimeout(timer);
  assert.ok(typeof end === "object", `the call ${end} although its signal has ended`);
  assert.ok(check?.(end.error) ?? true, "an ended write is not said to have an unknown outcome");
}

async function endsWhileWaiting(bench: Bench, call: ControlledCall): Promise<void> {
  const run = await call.prepare(bench);
  const controller = new AbortController();
  const onArrival = () => controller.abort(new Error("the kit ended it"));
  bench.troubles.arm({ kind: "stall", on: "any", times: 9, onArrival });
  await assertEnds(run({ signal: controller.signal }));
}

/** A write that the server may still come to must not be taken for one that never was. */
async function doubtsWhatItEnded(bench: Bench): Promise<void> {
  const delivery = firstOf(bench.channel.plan(recordsOf(bench, 1)));
  const controller = new AbortController();
  const onArrival = () => controller.abort(new Error("the kit ended it"));
  bench.troubles.arm({ kind: "stall", times: 9, onArrival });
  const sending = bench.channel.send(delivery, { signal: controller.signal });
  await assertEnds(sending, (error) => UsageBillingError.isInstance(error) && error.outcomeUnknown);
}

/** A channel may ask more than once, but at least once between two writes. */
async function asksBeforeWrites(bench: Bench, call: ControlledCall): Promise<void> {
  const run = await call.prepare(bench);
  const writes = (): number => bench.troubles.seen().writes;
  const before = writes();
  const asked = new Set<number>();
  await run({ beforeWrite: () => void asked.add(writes() - before) });
  const written = writes() - before;
  assert.ok(written > 0, "the call writes nothing");
  const unasked = Array.from({ length: written }, (_, at) => at).filter((at) => !asked.has(at));
  assert.deepEqual(unasked, [], "beforeWrite is not called right before these writes");
}

async function readsOnly(bench: Bench, call: ControlledCall): Promise<void> {
  await sendAll(bench, recordsOf(bench, 1));
  const run = await call.prepare(bench);
  const { writes } = bench.troubles.seen();
  const asked: string[] = [];
  await run({ beforeWrite: () => void asked.push("write") });
  assert.deepEqual(asked, [], "a read asks to write");
  assert.equal(bench.troubles.seen().writes, writes, "a read writes");
}

/** What was deleted to be sent anew is gone: an `unknown` outcome tells that, and has it settled. */
function isInDoubt(end: unknown, turns: number): boolean {
  return turns > 0 && end instanceof Object && "status" in end && end.status === "unknown";
}

async function hasNoEffect(bench: Bench, call: ControlledCall, turns: number): Promise<void> {
  const run = await call.prepare(bench);
  const writes = (): number => bench.troubles.seen().writes;
  const before = writes();
  const stored = await storedFacts(bench);
  const over = new UnsupportedOperationError("the turn is over");
  let isOver = false;
  const beforeWrite = (): void => {
    isOver = writes() - before >= turns;
    if (isOver) throw over;
  };
  const end = await run({ beforeWrite }).catch((error: unknown) => error);
  // A channel that needs fewer writes is done before its turn is over.
  if (!isOver && turns > 0) return;
  if (!isInDoubt(end, turns)) {
    assert.equal(end, over, "the call rejects with something else than what beforeWrite threw");
  }
  assert.equal(writes() - before, turns, "a write was sent after the turn");
  if (turns === 0) assert.deepEqual(await storedFacts(bench), stored, "there was an effect");
}

function turnCases(subject: Subject): readonly Case[] {
  const isStepped = writesToSend(subject) > 1;
  const steps = (name: string): number => {
    if (isStepped) return name === "send" ? 3 : 2;
    return name === "correct" && subject.capabilities.correction === "delete-and-send" ? 2 : 1;
  };
  return Object.entries(WRITING)
    .filter(([, call]) => call.has?.(subject) ?? true)
    .flatMap(([name, call]) =>
      Array.from({ length: steps(name) }, (_, turns): Case => {
        const title = turns === 0 ? name : `${name}, after ${turns} writes`;
        return [title, (bench) => hasNoEffect(bench, call, turns)];
      }),
    );
}

/** How much is done at once. */
const CROWDS = [2, 5, 12];

async function sendsSideBySide(bench: Bench, count: number): Promise<void> {
  const records = recordsOf(bench, count);
  const deliveries = records.flatMap((record) => bench.channel.plan([record]));
  const isOneFile = bench.capabilities.batch.shape === "file";
  const together = isOneFile ? bench.channel.plan(records) : deliveries;
  await Promise.all(together.map((delivery) => bench.channel.send(delivery)));
  await assertStored(bench, records);
}

async function readsSideBySide(bench: Bench, count: number): Promise<void> {
  const records = recordsOf(bench, 4);
  const deliveries = bench.calm.plan(records);
  for (const delivery of deliveries) await bench.calm.send(delivery);
  const delivery = firstOf(deliveries);
  const alone = await bench.channel.settle(delivery);
  const crowd = Array.from({ length: count }, () => bench.channel.settle(delivery));
  for (const settled of await Promise.all(crowd)) assert.deepEqual(settled, alone);
}

const inCrowds = (run: (bench: Bench, count: number) => Promise<void>) => (): readonly Case[] =>
  CROWDS.map((count) => [`${count} at once`, (bench) => run(bench, count)]);

/** How a caller keeps hold of a call. */
export const controlRules: readonly Rule[] = [
  {
    name: "does nothing with a signal that has ended",
    cases: casesFor({ ...READING, ...WRITING }, endsAtOnce),
  },
  {
    name: "ends with its signal while it waits",
    cases: casesFor({ ...READING, ...WRITING }, endsWhileWaiting),
  },
  {
    name: "says that the outcome of an ended write is unknown",
    cases: () => [["send", doubtsWhatItEnded]],
  },
  { name: "reads without a write", cases: casesFor(READING, readsOnly) },
  { name: "asks right before every write", cases: casesFor(WRITING, asksBeforeWrites) },
  { name: "has no effect once beforeWrite throws", cases: turnCases },
  { name: "sends side by side", cases: inCrowds(sendsSideBySide) },
  { name: "reads side by side", cases: inCrowds(readsSideBySide) },
];
