import type { ChannelCapabilities } from "@usage-billing/core";
import { describe, expect, it } from "vitest";
import { defectsBeforeSending } from "./__fixtures__/defects/before-sending.ts";
import { defectsOfBilling, defectsOfChanging } from "./__fixtures__/defects/changing.ts";
import { defectsOfControlling } from "./__fixtures__/defects/controlling.ts";
import { defectsOfFailing, defectsOfLosing } from "./__fixtures__/defects/failing.ts";
import { defectsOfReading } from "./__fixtures__/defects/reading.ts";
import { defectsOfSending } from "./__fixtures__/defects/sending.ts";
import {
  arrayCapabilities,
  createMemoryOptions,
  type Defect,
  type Defects,
  fileCapabilities,
  singleCapabilities,
  unchangingCapabilities,
} from "./__fixtures__/memory-world.ts";
import { RULES, tagOf } from "./rules/rules.ts";
import { testChannel } from "./test-channel.ts";

type Run = () => Promise<void>;

function register(
  capabilities: ChannelCapabilities,
  defect?: Defect,
  tag?: string,
): ReadonlyMap<string, Run> {
  const registered = new Map<string, Run>();
  const test = (name: string, run: Run) => registered.set(name, run);
  testChannel({ test, ...createMemoryOptions(capabilities, defect, tag) });
  return registered;
}

/** Runs tests and gives the names of those that fail, with what they say. */
async function findFailures(
  registered: ReadonlyMap<string, Run>,
): Promise<ReadonlyMap<string, unknown>> {
  const failures = new Map<string, unknown>();
  for (const [name, run] of registered) {
    await run().catch((error: unknown) => failures.set(name, error));
  }
  return failures;
}

function rulesOf(names: Iterable<string>): readonly string[] {
  return [...new Set([...names].map((name) => name.slice(0, name.indexOf(": "))))];
}

const defects: Defects = {
  ...defectsBeforeSending,
  ...defectsOfSending,
  ...defectsOfReading,
  ...defectsOfLosing,
  ...defectsOfFailing,
  ...defectsOfControlling,
  ...defectsOfChanging,
  ...defectsOfBilling,
};

describe("a right channel", () => {
  it.each([
    ["arrays", arrayCapabilities],
    ["single instants", singleCapabilities],
    ["files", fileCapabilities],
    ["what it never changes", unchangingCapabilities],
  ])("of %s passes at least 150 tests", async (_case, capabilities) => {
    const registered = register(capabilities);
    expect([...(await findFailures(registered))]).toEqual([]);
    expect(registered.size).toBeGreaterThanOrEqual(150);
  });
});

describe("every rule of the kit", () => {
  it("has a channel that breaks it", () => {
    const names = RULES.map(({ name }) => name);
    expect(Object.keys(defects).toSorted()).toEqual(names.toSorted());
  });
});

/** What a channel must not declare for some rules to apply. */
function capabilitiesFor(rule: string): ChannelCapabilities {
  return rule.endsWith("does not declare") ? unchangingCapabilities : arrayCapabilities;
}

describe.each(RULES.map(({ name }, index) => [name, tagOf(index)] as const))("%s", (rule, tag) => {
  it.each(Object.entries(defects[rule] ?? {}))(
    "is the one rule broken by a channel that %s",
    async (_what, defect) => {
      const failures = await findFailures(register(capabilitiesFor(rule), defect, tag));
      expect(rulesOf(failures.keys())).toEqual([rule]);
    },
  );
});

describe("a server", () => {
  it("is started for each test and ended after it, also when the test fails", async () => {
    const opened = { now: 0, ever: 0 };
    const broken: Defect = () => ({ check: () => [], send: async () => [] });
    const options = createMemoryOptions(arrayCapabilities, broken);
    const { world } = options;
    const registered = new Map<string, Run>();
    testChannel({
      ...options,
      test: (name, run) => registered.set(name, run),
      world: {
        ...world,
        open: async (clock) => {
          opened.now += 1;
          opened.ever += 1;
          const server = await world.open(clock);
          const close = async (): Promise<void> => {
            opened.now -= 1;
          };
          return { ...server, close };
        },
      },
    });
    expect((await findFailures(registered)).size).toBeGreaterThan(20);
    expect(opened).toEqual({ now: 0, ever: registered.size });
  });
});
