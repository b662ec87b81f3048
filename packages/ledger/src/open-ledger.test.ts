import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { intakes, usageRecord } from "./__fixtures__/records.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { openLedger } from "./index.ts";
import { explainFailure } from "./sqlite/explain-failure.ts";
import { isDurableSqlite } from "./sqlite/open-database.ts";

let folder: TemporaryFolder;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = createTemporaryFolder();
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await folder.remove();
});

/** Opens a database beside the ledger's own code, to spoil it. */
function spoil(sql: string): void {
  mkdirSync(dirname(folder.file), { recursive: true });
  const database = new DatabaseSync(folder.file);
  database.exec(sql);
  database.close();
}

async function startHolder(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, "__fixtures__/hold-ledger.ts");
  const options = ["--conditions=@usage-billing/source", script, folder.file];
  const child = spawn(process.execPath, options, { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  if (child.stdout === null) throw new Error("the process has no output");
  const [said] = await once(child.stdout, "data");
  expect(String(said)).toBe("ready\n");
  return child;
}

describe("openLedger", () => {
  it("makes the folders and the file, and leaves no draft behind", async () => {
    const ledger = folder.open();
    expect(ledger.file).toBe(folder.file);
    expect(readdirSync(dirname(folder.file)).filter((name) => name.endsWith(".new"))).toEqual([]);
    await ledger.close();
    expect(readdirSync(dirname(folder.file))).toEqual(["ledger.db"]);
  });

  it("refuses a second ledger on the file until the first is closed", async () => {
    const first = folder.open();
    expect(() => folder.open()).toThrow("is in use by another process");
    await first.close();
    await first.close();
    await expect(first.record("a")).rejects.toMatchObject({ code: "LEDGER", file: folder.file });
    expect(await folder.open().record("a")).toBeUndefined();
  });

  it("is another process's until that one is killed, and then has all that it committed", async () => {
    const child = await startHolder();
    expect(() => folder.open()).toThrow("is in use by another process");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect((await folder.open().record("a"))?.state).toBe("waiting");
  });

  it("refuses a file that is not a ledger, and leaves it as it is", () => {
    spoil("CREATE TABLE notes (text); PRAGMA user_version = 1");
    expect(() => folder.open()).toThrow("is not a ledger but a database of another program");
    writeFileSync(folder.file, "recordId,quantity\n".repeat(1_000));
    expect(() => folder.open()).toThrow("is not a ledger but some other file");
  });

  it("refuses an empty file and a log without its file: they are losses, not beginnings (D1)", async () => {
    const ledger = folder.open();
    await ledger.takeIn(intakes(usageRecord()));
    await ledger.close();
    writeFileSync(folder.file, "");
    expect(() => folder.open()).toThrow("is empty, which a ledger never is");
    renameSync(folder.file, `${folder.file}-wal`);
    expect(() => folder.open()).toThrow("is missing but its -wal file is there");
  });

  it("refuses a ledger of a newer version", async () => {
    await folder.open().close();
    spoil("PRAGMA user_version = 99");
    expect(() => folder.open()).toThrow("was written by a newer version (schema 99");
  });

  it("says that a torn file is damaged", async () => {
    const ledger = folder.open();
    await ledger.takeIn(intakes(usageRecord()));
    await ledger.close();
    const descriptor = openSync(folder.file, "r+");
    const rest = fstatSync(descriptor).size - 4_096;
    writeSync(descriptor, Buffer.alloc(rest, 0xff), 0, rest, 4_096);
    closeSync(descriptor);
    await expect(async () => folder.open().record("a")).rejects.toThrow("is damaged");
  });

  it("says what is wrong with the path", () => {
    mkdirSync(folder.file, { recursive: true });
    expect(() => folder.open()).toThrow(/cannot be opened|is empty/);
    expect(() => openLedger(join(folder.file, "\0"))).toThrow();
  });
});

describe("isDurableSqlite", () => {
  it.each([
    ["3.51.3", true],
    ["3.52.0", true],
    ["4.0.0", true],
    ["3.51.2", false],
    ["3.50.9", false],
  ])("of %s is %s (D34)", (version, isDurable) => {
    expect(isDurableSqlite(version)).toBe(isDurable);
  });
});

describe("explainFailure", () => {
  it.each([
    [13, "the disk is full"],
    [8, "is read-only"],
    [1_032, "is read-only"],
    [778, "could not be read or written"],
    [1, "failed: text"],
  ])("makes result code %i say that it %s", (errcode, words) => {
    const error = Object.assign(new Error("text"), { errcode });
    expect(explainFailure("l.db", error)).toMatchObject({
      ...{ code: "LEDGER", cause: error },
      message: expect.stringContaining(words),
    });
  });

  it("lets other errors be", () => {
    const error = new TypeError("defect");
    expect(explainFailure("l.db", error)).toBe(error);
  });
});
