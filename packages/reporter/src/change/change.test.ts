import { Quantity, type UsageRecord } from "@usage-billing/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDoomedProcess } from "../__fixtures__/crash.ts";
import { createFakeChannel, type FakeChannel } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createTemporaryLedger, type TemporaryLedger } from "../__fixtures__/temporary-ledger.ts";
import { usageRecord } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";
import type { Reporter } from "../reporter.ts";

let storage: TemporaryLedger;
let channel: FakeChannel;
const replacement = usageRecord({ recordId: "a2", quantity: Quantity.parse("7") });

beforeEach(async () => {
  storage = createTemporaryLedger();
  channel = createFakeChannel();
});
afterEach(() => storage.remove());

function reporterOf(): Reporter {
  const channels = new Map([[channel.id, channel]]);
  return createReporter({ channels, ledger: storage.ledger, clock: createFakeClock() });
}

async function reported(ids: readonly string[] = ["a", "b"]): Promise<Reporter> {
  const reporter = reporterOf();
  await reporter.takeIn(ids.map((recordId) => usageRecord({ recordId })));
  await reporter.report();
  return reporter;
}

async function stateOf(recordId: string): Promise<string | undefined> {
  return (await storage.ledger.record(recordId))?.state;
}

function held(): string[] {
  return channel.holdings.map(({ record, stored }) => `${record.recordId} ${stored}`).sort();
}

/** Does a change in a process that dies after so many steps. */
async function dieDuring(
  step: number,
  change: (reporter: Reporter) => Promise<unknown>,
): Promise<void> {
  const doomed = createDoomedProcess(storage.ledger, channel, { step, when: "after" });
  const channels = new Map([[channel.id, doomed.channel]]);
  const reporter = createReporter({ channels, ledger: doomed.ledger, clock: createFakeClock() });
  expect(await Promise.race([change(reporter), doomed.death])).toBe("dead");
  await storage.reopen();
}

describe("retract", () => {
  it("takes a record back, with intent and outcome in its history", async () => {
    await (await reported()).retract("a");
    expect(held()).toEqual(["b 1.5"]);
    expect(await stateOf("a")).toBe("retracted");
    expect((await storage.ledger.history("a")).map(({ kind }) => kind)).toEqual([
      ...["taken-in", "intent", "outcome", "retraction-intent", "retraction-outcome"],
    ]);
  });

  it.each([
    ["lost-after", "retracted", ["b 1.5"]],
    ["lost-before", "accepted", ["a 1.5", "b 1.5"]],
    ["refused-connection", "accepted", ["a 1.5", "b 1.5"]],
  ] as const)("with %s leaves the record %s", async (fault, state, holdings) => {
    const reporter = await reported();
    channel.changeFaults.push(fault);
    const end = await reporter.retract("a").catch((error: unknown) => error);
    expect([await stateOf("a"), held()]).toEqual([state, holdings]);
    const code = state === "retracted" ? undefined : "CHANNEL_CONNECTION";
    expect(Reflect.get(Object(end), "code")).toBe(code);
  });

  it("keeps the doubt when it cannot be read back, and settles it the next time", async () => {
    const reporter = await reported();
    channel.changeFaults.push("lost-after");
    channel.settleFaults.push("unknown", "defect", "unknown");
    await expect(reporter.retract("a")).rejects.toMatchObject({ outcomeUnknown: true });
    expect(await stateOf("a")).toBe("retracting");
    await reporter.retract("a");
    expect([await stateOf("a"), held()]).toEqual(["retracted", ["b 1.5"]]);
  });

  it.each([1, 2, 3])("finishes after a crash behind step %i", async (step) => {
    await reported();
    await dieDuring(step, (reporter) => reporter.retract("a"));
    if ((await stateOf("a")) !== "retracted") await reporterOf().retract("a");
    expect([await stateOf("a"), held()]).toEqual(["retracted", ["b 1.5"]]);
  });

  it("says why a record cannot be retracted", async () => {
    const reporter = await reported(["a"]);
    await reporter.takeIn([usageRecord({ recordId: "new" })]);
    await expect(reporter.retract("none")).rejects.toMatchObject({
      ...{ code: "UNCHANGEABLE_RECORD", state: undefined },
      message: "record none is not in the ledger; check the id",
    });
    await expect(reporter.retract("new")).rejects.toThrow("was not sent yet; report first");
    channel.faults.push("lost-after-storing");
    channel.settleFaults.push("unknown", "unknown", "unknown");
    await reporter.report();
    await expect(reporter.retract("new")).rejects.toThrow("its outcome is not known");
    await reporter.retract("a");
    await expect(reporter.retract("a")).rejects.toThrow("was retracted");
  });
});

describe("correct", () => {
  it("replaces a record, which can then be changed by its new id", async () => {
    const reporter = await reported();
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "accepted" });
    expect(held()).toEqual(["a2 7", "b 1.5"]);
    expect([await stateOf("a"), await stateOf("a2")]).toEqual(["corrected", "accepted"]);
    expect((await storage.ledger.record("a"))?.replacedBy).toBe("a2");
    await expect(reporter.retract("a")).rejects.toThrow("was replaced by a correction");
    await reporter.retract("a2");
    expect(held()).toEqual(["b 1.5"]);
  });

  it("settles a lost answer by reading both versions back", async () => {
    const reporter = await reported();
    channel.changeFaults.push("lost-after");
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "accepted" });
    expect([await stateOf("a"), await stateOf("a2")]).toEqual(["corrected", "accepted"]);
  });

  it("keeps the first version when the channel did nothing, and can be tried again", async () => {
    const reporter = await reported();
    channel.changeFaults.push("lost-before");
    await expect(reporter.correct("a", replacement)).rejects.toMatchObject({
      code: "CHANNEL_CONNECTION",
    });
    expect([await stateOf("a"), await stateOf("a2")]).toEqual(["accepted", "refused"]);
    await reporter.correct("a", replacement);
    expect(held()).toEqual(["a2 7", "b 1.5"]);
  });

  it("puts the replacement in line when the channel holds neither version", async () => {
    const reporter = await reported();
    channel.changeFaults.push("lost-before");
    channel.settleFaults.push("shows-nothing");
    channel.holdings.splice(0, 1);
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "unknown" });
    expect([await stateOf("a"), await stateOf("a2")]).toEqual(["corrected", "waiting"]);
    await reporter.report();
    expect(held()).toEqual(["a2 7", "b 1.5"]);
  });

  it.each([1, 2, 3])("finishes after a crash behind step %i", async (step) => {
    await reported();
    await dieDuring(step, (reporter) => reporter.correct("a", replacement));
    if ((await stateOf("a")) === "correcting") {
      expect(await reporterOf().correct("a", replacement)).toMatchObject({ status: "accepted" });
    }
    expect([await stateOf("a"), held()]).toEqual(["corrected", ["a2 7", "b 1.5"]]);
  });

  it("keeps the doubt while read-back does not tell, and then takes only the same correction", async () => {
    const reporter = await reported();
    channel.changeFaults.push("lost-after");
    channel.settleFaults.push("unknown", "unknown", "unknown");
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "unknown" });
    const other = { ...replacement, recordId: "a3" };
    await expect(reporter.correct("a", other)).rejects.toThrow("is being corrected to a2");
    expect(await reporter.correct("a", replacement)).toMatchObject({ status: "accepted" });
  });

  it.each<[string, Partial<UsageRecord>]>([
    ["another-fact", { subscription: "sub-9" }],
    ["without-own-id", { recordId: "a" }],
  ])("refuses a correction-of %s", async (rule, change) => {
    const reporter = await reported();
    const end = await reporter
      .correct("a", { ...replacement, ...change })
      .catch((error: unknown) => error);
    expect(JSON.stringify(end)).toContain(rule);
    expect(held()).toEqual(["a 1.5", "b 1.5"]);
  });
});
