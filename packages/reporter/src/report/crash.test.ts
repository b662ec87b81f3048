import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CrashPoint, createDoomedProcess } from "../__fixtures__/crash.ts";
import {
  createFakeChannel,
  type FakeChannel,
  type Fault,
  type SettleFault,
} from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";

/** Runs a report in a process that may die, and tells how many steps it made. */
async function runProcess(
  storage: TemporaryLedger,
  channel: FakeChannel,
  point?: CrashPoint,
): Promise<{ readonly isDead: boolean; readonly steps: number }> {
  const ledger = await storage.reopen();
  const doomed = createDoomedProcess(ledger, channel, point);
  const reporter = createReporter({
    channels: new Map([[channel.id, doomed.channel]]),
    ledger: doomed.ledger,
    clock: createFakeClock(),
    concurrency: 2,
  });
  const end = await Promise.race([reporter.report(), doomed.death]);
  return { isDead: end === "dead", steps: doomed.steps() };
}

function idsOf(channel: FakeChannel): string[] {
  return channel.holdings.map(({ record }) => record.recordId).sort();
}

async function takeIn(
  storage: TemporaryLedger,
  channel: FakeChannel,
  count: number,
): Promise<void> {
  const records = usageRecords(count);
  const intakes = records.map((record) => ({ record, deliveryKey: channel.deliveryKey(record) }));
  await storage.ledger.takeIn(intakes);
}

const SCRIPTS: readonly (readonly [Fault, SettleFault])[] = [
  ["none", "none"],
  ["lost-after-storing", "none"],
  ["lost-before-storing", "none"],
  ["lost-half-way", "none"],
  ["refused-connection", "none"],
  ["answers-unknown", "unknown"],
];

async function countSteps(faults: readonly [Fault, SettleFault]): Promise<number> {
  const storage = createTemporaryLedger();
  const channel = createFakeChannel({ maximumRecords: 2 });
  try {
    await takeIn(storage, channel, 5);
    channel.faults.push(faults[0]);
    channel.settleFaults.push(faults[1]);
    return (await runProcess(storage, channel)).steps;
  } finally {
    await storage.remove();
  }
}

async function survives(
  [fault, settleFault]: readonly [Fault, SettleFault],
  point: CrashPoint,
): Promise<void> {
  const storage = createTemporaryLedger();
  const channel = createFakeChannel({ maximumRecords: 2 });
  try {
    await takeIn(storage, channel, 5);
    channel.faults.push(fault);
    channel.settleFaults.push(settleFault);
    expect((await runProcess(storage, channel, point)).isDead).toBe(true);
    await runProcess(storage, channel);
    channel.faults.length = 0;
    await runProcess(storage, channel);
    expect(idsOf(channel)).toEqual(usageRecords(5).map(({ recordId }) => recordId));
    expect((await storage.ledger.sums()).map(({ state, count }) => [state, count])).toEqual([
      ["accepted", 5],
    ]);
  } finally {
    await storage.remove();
  }
}

describe("a report whose process dies", () => {
  it.each(SCRIPTS)(
    "before or after any step, with %s and %s, has one effect",
    async (...faults) => {
      const steps = await countSteps(faults);
      expect(steps).toBeGreaterThan(3);
      for (let step = 1; step <= steps; step += 1) {
        await survives(faults, { step, when: "before" });
        await survives(faults, { step, when: "after" });
      }
    },
  );
});

const fault = fc.constantFrom<Fault>(
  "none",
  "none",
  "refused-connection",
  "lost-before-storing",
  "lost-after-storing",
  "lost-half-way",
  "defect-before-storing",
  "defect-after-storing",
  "answers-unknown",
  "answers-nothing",
  "trims",
  "refuses",
  "rate-limit",
);
const settleFault = fc.constantFrom<SettleFault>(
  "none",
  "none",
  "unknown",
  "defect",
  "refused-connection",
);
const crash = fc.option(
  fc.record({ step: fc.integer({ min: 1, max: 25 }), when: fc.constantFrom("before", "after") }),
  { nil: undefined },
);

const scenario = fc.record({
  count: fc.integer({ min: 1, max: 12 }),
  maximumRecords: fc.integer({ min: 1, max: 4 }),
  faults: fc.array(fault, { maxLength: 12 }),
  settleFaults: fc.array(settleFault, { maxLength: 8 }),
  crashes: fc.array(crash, { maxLength: 4 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

const HELD = ["accepted", "partial"];
const NOT_HELD = ["waiting", "unsent", "refused"];

/** No record twice at the channel, and what the ledger says of each is what the channel holds. */
async function expectAgreement(storage: TemporaryLedger, channel: FakeChannel): Promise<void> {
  const held = idsOf(channel);
  expect(new Set(held).size).toBe(held.length);
  for await (const { record, state } of storage.ledger.records()) {
    if (HELD.includes(state)) expect(held).toContain(record.recordId);
    if (NOT_HELD.includes(state)) expect(held).not.toContain(record.recordId);
  }
}

async function play(storage: TemporaryLedger, scenario: Scenario): Promise<void> {
  const { count, maximumRecords, faults, settleFaults, crashes } = scenario;
  const channel = createFakeChannel({ maximumRecords });
  await takeIn(storage, channel, count);
  channel.faults.push(...faults);
  channel.settleFaults.push(...settleFaults);
  for (const point of crashes) {
    await runProcess(storage, channel, point);
    await expectAgreement(storage, channel);
  }
  channel.faults.length = 0;
  channel.settleFaults.length = 0;
  await runProcess(storage, channel);
  await expectAgreement(storage, channel);
  const states = (await storage.ledger.sums()).map(({ state }) => state);
  expect(["accepted", "partial", "refused"]).toEqual(expect.arrayContaining(states));
}

describe("any script of faults and crashes", () => {
  it("ends with one effect per record, or with its refusal", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (script) => {
        const storage = createTemporaryLedger();
        try {
          await play(storage, script);
        } finally {
          await storage.remove();
        }
      }),
      { seed: 20261101, numRuns: 150 },
    );
  }, 60_000);
});
