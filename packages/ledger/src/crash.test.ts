import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Choose, createCrashImage, type Files } from "./__fixtures__/crash-images.ts";
import { ModelLedger } from "./__fixtures__/model-ledger.ts";
import { randomChoices, toStep } from "./__fixtures__/random-steps.ts";
import { createTemporaryFolder, makeFolder } from "./__fixtures__/temporary-folder.ts";
import { type LedgerEntry, openLedger } from "./index.ts";
import { createLedger, openStorage } from "./open-ledger.ts";
import { collect } from "./testing/sample-records.ts";

/** A small `-wal` file, so that checkpoints happen within a few commits. */
const PAGES_PER_CHECKPOINT = 12;

/** The files and the log when a commit was acknowledged. */
interface Moment {
  readonly files: Files;
  readonly log: readonly LedgerEntry[];
}

function readFiles(file: string): Files {
  return { database: readFileSync(file), wal: readFileSync(`${file}-wal`) };
}

function createChoose(seed: number): Choose {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Runs steps and remembers every moment at which a commit was acknowledged. */
async function rememberMoments(
  choices: readonly Parameters<typeof toStep>[1][],
): Promise<Moment[]> {
  const folder = makeFolder();
  const file = join(folder, "ledger.db");
  const storage = openStorage(file, () => 60_000);
  const ledger = createLedger(storage);
  try {
    storage.database.exec(`PRAGMA wal_autocheckpoint = ${PAGES_PER_CHECKPOINT}`);
    const moments: Moment[] = [];
    const model = new ModelLedger();
    for (const choice of choices) {
      const step = toStep(model, choice);
      if (!step.expect(model)) continue;
      await step.perform(ledger);
      moments.push({ files: readFiles(file), log: await collect(ledger.entries()) });
    }
    return moments;
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
}

/** What a ledger's log holds after the machine has started again on these files. */
async function recover(files: Files): Promise<LedgerEntry[]> {
  const folder = makeFolder();
  const file = join(folder, "ledger.db");
  writeFileSync(file, files.database);
  writeFileSync(`${file}-wal`, files.wal);
  const ledger = openLedger(file, { now: () => 60_000 });
  try {
    expect(await ledger.verify()).toMatchObject({ differenceCount: 0 });
    return await collect(ledger.entries());
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
}

/** Everything acknowledged is there, and of the commit that was interrupted all or nothing. */
function isWhole(found: readonly LedgerEntry[], before: Moment, after: Moment): boolean {
  const text = JSON.stringify(found);
  return text === JSON.stringify(before.log) || text === JSON.stringify(after.log);
}

describe("a machine that stops during a commit", () => {
  it("loses nothing acknowledged, whatever of the unsynchronized writes is dropped or torn", async () => {
    const found = { images: 0, kept: 0, checkpoints: 0 };
    await fc.assert(
      fc.asyncProperty(randomChoices, fc.nat(), async (choices, seed) => {
        const choose = createChoose(seed);
        const moments = await rememberMoments(choices);
        for (const [index, after] of moments.entries()) {
          const before = moments[index - 1];
          if (before === undefined) continue;
          if (!before.files.database.equals(after.files.database)) found.checkpoints += 1;
          const log = await recover(createCrashImage(before.files, after.files, choose));
          expect(isWhole(log, before, after)).toBe(true);
          found.images += 1;
          if (log.length === after.log.length) found.kept += 1;
        }
      }),
      { seed: 20261123, numRuns: 20, endOnFailure: true },
    );
    expect(found.images).toBeGreaterThan(100);
    expect(found.checkpoints).toBeGreaterThan(5);
    expect(found.kept).toBeGreaterThan(0);
    expect(found.kept).toBeLessThan(found.images);
  }, 60_000);

  it("would be found out if an acknowledged commit were not synchronized", async () => {
    const [choices = []] = fc.sample(randomChoices, { seed: 1, numRuns: 1 });
    const moments = await rememberMoments(choices);
    const losses: boolean[] = [];
    for (const [index, after] of moments.entries()) {
      const [earlier, before] = [moments[index - 2], moments[index - 1]];
      if (earlier === undefined || before === undefined) continue;
      if (earlier.log.length === before.log.length) continue;
      losses.push(isWhole(await recover(earlier.files), before, after));
    }
    expect(losses.length).toBeGreaterThan(5);
    expect(losses).not.toContain(true);
  }, 30_000);
});

/** Reads how many commits a process acknowledged, and kills it at one of them. */
async function killAt(child: ChildProcess, commits: number): Promise<number> {
  let acknowledged = 0;
  if (child.stdout === null) throw new Error("the process has no output");
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged = Number(line);
    if (acknowledged === commits) child.kill("SIGKILL");
  }
  return acknowledged;
}

describe("a process that is killed", () => {
  it.each([1, 7, 40])("after %i commits has left all that it acknowledged", async (commits) => {
    const folder = createTemporaryFolder();
    mkdirSync(join(folder.file, ".."), { recursive: true });
    const script = join(import.meta.dirname, "__fixtures__/append-until-killed.ts");
    const options = ["--conditions=@usage-billing/source", script, folder.file];
    const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
    try {
      const exit = once(child, "exit");
      const acknowledged = await killAt(child, commits);
      expect((await exit)[1]).toBe("SIGKILL");
      const ledger = folder.open();
      expect(await ledger.verify()).toMatchObject({ differenceCount: 0 });
      const records = await collect(ledger.records());
      expect(records.length).toBeGreaterThanOrEqual(acknowledged * 3);
      expect(records.length % 3).toBe(0);
    } finally {
      child.kill("SIGKILL");
      await folder.remove();
    }
  });
});
