import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPlanners } from "../configuration/create-planners.ts";
import { loadConfiguration } from "../configuration/load-configuration.ts";
import { listSchedules } from "../configuration/schedules.ts";
import { takeInDue } from "./take-in-due.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "take-in-due-"));
  const configuration = {
    ledger: "ledger.db",
    channels: { rebilly: { api: "rebilly", organizationId: "org_1" } },
    sources: {
      metering: {
        channels: ["rebilly"],
        files: "{day:yyyy-MM-dd}.csv",
        // Every record's id is derived from the window's ends.
        period: "window",
        schedule: { since: "2026-10-01", every: "day", at: "00:00" },
      },
    },
  };
  writeFileSync(join(folder, "usage-billing.config.json"), JSON.stringify(configuration));
  for (const day of ["01", "02", "03"]) {
    const rows = Array.from({ length: 5 }, (_, row) => `subscription-${row},${day}`);
    const text = ["subscription,quantity", ...rows, ""].join("\n");
    writeFileSync(join(folder, `2026-10-${day}.csv`), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Takes in what is due; `timeZone` stands for a schedule that was changed in the meantime. */
async function work(ledger: Ledger, timeZone = "UTC"): Promise<number> {
  const configuration = await loadConfiguration(join(folder, "usage-billing.config.json"));
  const plans = listSchedules(configuration.sources, configuration.channels);
  const changed = plans.map((plan) => ({ ...plan, schedule: { ...plan.schedule, timeZone } }));
  const results = await takeInDue({
    ...{ ledger, configuration, plans: changed, environment: {} },
    channels: createPlanners(configuration, ["rebilly"]),
    signal: new AbortController().signal,
    now: Date.UTC(2026, 9, 4),
  });
  return results.length;
}

class Crash extends Error {}

/** A ledger that is gone after so many changes. */
function crashAfter(ledger: Ledger, changes: number): Ledger {
  let left = changes;
  return new Proxy(ledger, {
    get(target, name) {
      const member = Reflect.get(target, name);
      if (name !== "takeIn" && name !== "commitWindow") return member.bind?.(target) ?? member;
      return async (...given: unknown[]) => {
        if (left === 0) throw new Crash();
        left -= 1;
        return member.apply(target, given);
      };
    },
  });
}

async function countRecords(ledger: Ledger): Promise<number> {
  const sums = await ledger.sums();
  return sums.reduce((sum, { count }) => sum + count, 0);
}

describe("taking in what is due", () => {
  it("ends with each record once, whichever step a crash comes at", async () => {
    // Each of three windows is begun, taken in and done.
    for (let changes = 0; changes <= 9; changes += 1) {
      const ledger = openLedger(join(folder, `${changes}.db`));
      const first = work(crashAfter(ledger, changes));
      if (changes < 9) await expect(first).rejects.toThrow(Crash);
      else await first;
      await work(ledger);
      expect(await countRecords(ledger)).toBe(15);
      const windows = await ledger.windows();
      expect(windows.map(({ state, records }) => [state, records])).toEqual(
        Array.from({ length: 3 }, () => ["done", 5]),
      );
      await ledger.close();
    }
  });

  it("does a window that was begun with the same ends after the schedule's zone was changed", async () => {
    const ledger = openLedger(join(folder, "changed.db"));
    await expect(work(crashAfter(ledger, 2))).rejects.toThrow(Crash);
    await work(ledger, "America/New_York");
    const windows = await ledger.windows();
    const day = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 9, 2) };
    expect(windows[0]).toMatchObject({ period: day, state: "done", records: 5 });
    const first = windows.filter(({ period }) => period.start < day.end);
    expect(first).toHaveLength(1);
    await ledger.close();
  });

  it("leaves a window to others that is done in the meantime, without a failure", async () => {
    const ledger = openLedger(join(folder, "twice.db"));
    expect(await Promise.all([work(ledger), work(ledger)])).toEqual([3, 3]);
    expect(await countRecords(ledger)).toBe(15);
    const windows = await ledger.windows();
    expect(windows.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    await ledger.close();
  });
});
