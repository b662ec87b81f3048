import type { ChannelCapabilities } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { changingDefects } from "./__fixtures__/defects/changing-defects.ts";
import { listingDefects } from "./__fixtures__/defects/listing-defects.ts";
import { planningDefects } from "./__fixtures__/defects/planning-defects.ts";
import { sendingDefects } from "./__fixtures__/defects/sending-defects.ts";
import {
  createMemoryHarness,
  type Defect,
  instantCapabilities,
  periodCapabilities,
} from "./__fixtures__/memory-harness.ts";
import type { BillingHarness } from "./channel-harness.ts";
import { testBilledUsage, testChannel } from "./test-channel.ts";

type Run = () => Promise<void>;

function register(createHarness: () => Promise<BillingHarness>): ReadonlyMap<string, Run> {
  const registered = new Map<string, Run>();
  const test = (name: string, run: Run) => registered.set(name, run);
  testChannel({ test, createHarness });
  testBilledUsage({ test, createHarness });
  return registered;
}

/** Runs the whole suite on a channel and gives the names of the tests that fail. */
async function findFailures(
  capabilities: ChannelCapabilities,
  defect?: Defect,
): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const [name, run] of register(async () => createMemoryHarness(capabilities, defect))) {
    await run().catch(() => failures.push(name));
  }
  return failures;
}

const defects = { ...planningDefects, ...sendingDefects, ...listingDefects, ...changingDefects };

describe("a right channel", () => {
  it.each([
    ["periods and meters", periodCapabilities],
    ["instants", instantCapabilities],
  ])("of %s passes", async (_case, capabilities) => {
    expect(await findFailures(capabilities)).toEqual([]);
  });
});

describe("every test of the suite", () => {
  it("has a wrong channel that it notices", () => {
    const registered = register(async () => createMemoryHarness(periodCapabilities));
    expect(Object.keys(defects)).toEqual([...registered.keys()]);
  });
});

describe.each(Object.entries(defects))("%s", (name, wrong) => {
  it.each(Object.entries(wrong))("fails for a channel that %s", async (_what, defect) => {
    expect(await findFailures(periodCapabilities, defect)).toContain(name);
  });
});

describe("a harness", () => {
  it("is made for each test and closed after it, also when the test fails", async () => {
    const opened = { now: 0, ever: 0 };
    const createHarness = async (): Promise<BillingHarness> => {
      opened.now += 1;
      opened.ever += 1;
      const broken: Defect = () => ({ check: () => [], send: async () => [] });
      const close = async () => {
        opened.now -= 1;
      };
      return { ...createMemoryHarness(periodCapabilities, broken), close };
    };
    const registered = register(createHarness);
    for (const run of registered.values()) await run().catch(() => undefined);
    expect(opened).toEqual({ now: 0, ever: registered.size });
  });
});
