import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Channel } from "@usage-billing/core";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeChannel, type Fault, type SettleFault } from "../__fixtures__/fake-channel.ts";
import { createFakeClock } from "../__fixtures__/fake-clock.ts";
import { createRandom } from "../__fixtures__/random.ts";
import { usageRecords } from "../__fixtures__/usage-record.ts";
import { createReporter } from "../create-reporter.ts";

const FAULTS: readonly Fault[] = [
  ...["none", "none", "none", "lost-after-storing", "lost-before-storing", "times-out"],
  ...["lost-half-way", "answers-unknown", "refuses-file", "trims"],
] as Fault[];
const SETTLE_FAULTS: readonly SettleFault[] = ["none", "none", "unknown", "half-unknown", "defect"];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reporter-replay-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes down every call of an object's methods, with what goes in. */
function record<Target extends object>(target: Target, name: string, log: string[]): Target {
  return new Proxy(target, {
    get: (object, key) => {
      const member: unknown = Reflect.get(object, key);
      if (typeof member !== "function") return member;
      return (...values: readonly unknown[]) => {
        log.push(`${name}.${String(key)} ${JSON.stringify(values)}`);
        return Reflect.apply(member, object, values);
      };
    },
  });
}

/** Runs reports of a hundred records through faults, all of which come from the seed. */
async function run(seed: number, file: string): Promise<readonly string[]> {
  const log: string[] = [];
  const random = createRandom(seed);
  const clock = createFakeClock(Date.UTC(2026, 0, 1));
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random() * items.length)] as Item;
  const fake = createFakeChannel({ maximumRecords: 4 });
  fake.faults.push(...Array.from({ length: 40 }, () => pick(FAULTS)));
  fake.settleFaults.push(...Array.from({ length: 40 }, () => pick(SETTLE_FAULTS)));
  const stored: Ledger = openLedger(join(folder, file), { now: () => Math.floor(clock.now()) });
  const channel: Channel = record(fake, "channel", log);
  const reporter = createReporter({
    channels: new Map([[fake.id, channel]]),
    ledger: record(stored, "ledger", log),
    clock: record(clock, "clock", log),
    random,
    budgets: new Map([["fake", { requests: 10, milliseconds: 60_000 }]]),
    onProgress: (event) => log.push(JSON.stringify(event)),
  });
  await reporter.takeIn(usageRecords(100));
  for (let report = 0; report < 3; report += 1) await reporter.report();
  await reporter.follow();
  await stored.close();
  return log;
}

describe("a run", () => {
  it("is replayed from its seed: the same calls with the same values in the same order", async () => {
    const first = await run(7, "first.db");
    expect(first.length).toBeGreaterThan(500);
    expect(await run(7, "again.db")).toEqual(first);
    expect(await run(8, "other.db")).not.toEqual(first);
  });
});
