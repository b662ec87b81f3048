import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { intakes, usageRecord } from "./__fixtures__/records.ts";
import { createTemporaryFolder, type TemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { openLedger } from "./index.ts";
import { createLedger, openStorage } from "./open-ledger.ts";
import { accepted, bring, collect, sampleRecord, toIntakes } from "./testing/sample-records.ts";

const NOBODY = 65_534;
let folder: TemporaryFolder;

beforeEach(() => {
  folder = createTemporaryFolder();
});
afterEach(() => folder.remove());

function manyRecords(count: number, from = 0) {
  const description = "x".repeat(500);
  return intakes(
    ...Array.from({ length: count }, (_, index) =>
      usageRecord({ recordId: `r${from + index}`, description }),
    ),
  );
}

/** Does something with the rights of a user who owns nothing; rights do not bind the administrator. */
function withoutRights(work: () => void): void {
  const isAdministrator = process.geteuid?.() === 0;
  if (isAdministrator) process.seteuid?.(NOBODY);
  try {
    work();
  } finally {
    if (isAdministrator) process.seteuid?.(0);
  }
}

describe("a full disk", () => {
  it("is named, loses nothing, and does not matter once there is space", async () => {
    await folder.open().close();
    const storage = openStorage(folder.file, () => 60_000);
    const ledger = createLedger(storage);
    try {
      await ledger.takeIn(manyRecords(10));
      const pages = Number(storage.get<{ page_count: number }>("PRAGMA page_count")?.page_count);
      storage.database.exec(`PRAGMA max_page_count = ${pages + 4}`);
      const before = await collect(ledger.entries());
      await expect(ledger.takeIn(manyRecords(500, 10))).rejects.toThrow(
        "cannot grow because the disk is full; free some space and run again, nothing is lost",
      );
      expect(await collect(ledger.entries())).toEqual(before);
      storage.database.exec("PRAGMA max_page_count = 1000000");
      expect(await ledger.takeIn(manyRecords(510))).toMatchObject({ added: 500, known: 10 });
      expect(await ledger.verify()).toMatchObject({ entries: 510, differenceCount: 0 });
    } finally {
      await ledger.close();
    }
  });

  it("of the operating system's making loses nothing acknowledged either", async () => {
    await folder.open().close();
    const script = join(import.meta.dirname, "__fixtures__/append-until-killed.ts");
    const command = 'ulimit -f 600 && exec "$0" --conditions=@usage-billing/source "$1" "$2"';
    const options = ["-c", command, process.execPath, script, folder.file];
    const { stdout, signal } = spawnSync("sh", options, { encoding: "utf8", timeout: 30_000 });
    const lines = stdout.trim().split("\n");
    expect([signal, lines.at(-1)]).toEqual([
      null,
      expect.stringMatching(/disk is full|could not be read or written by the operating system/),
    ]);
    const ledger = folder.open();
    const acknowledged = lines.length - 1;
    expect(acknowledged).toBeGreaterThan(3);
    expect((await collect(ledger.records())).length).toBe(acknowledged * 3);
    expect(await ledger.takeIn(manyRecords(10))).toMatchObject({ added: 10 });
    expect(await ledger.verify()).toMatchObject({ differenceCount: 0 });
  });
});

describe("a disk that is full before there is a ledger", () => {
  it("leaves nothing behind that takes room", () => {
    const script = join(import.meta.dirname, "__fixtures__/append-until-killed.ts");
    const command = 'ulimit -f 8 && exec "$0" --conditions=@usage-billing/source "$1" "$2"';
    const options = ["-c", command, process.execPath, script, folder.file];
    const { stderr } = spawnSync("sh", options, { encoding: "utf8", timeout: 30_000 });
    expect(stderr).toMatch(/disk is full|could not be read or written by the operating system/);
    expect(readdirSync(dirname(folder.file))).toEqual([]);
  });
});

describe("a ledger without the right to write", () => {
  it.each([
    ["file", 0o444, 0o755],
    ["folder", 0o644, 0o555],
  ])("its %s is refused with a word about rights, and left as it is", async (_, file, parent) => {
    const ledger = folder.open();
    await ledger.takeIn(intakes(usageRecord()));
    await ledger.close();
    const before = readFileSync(folder.file);
    const state = dirname(folder.file);
    chmodSync(dirname(state), 0o755);
    chmodSync(folder.file, file);
    chmodSync(state, parent);
    try {
      withoutRights(() => expect(() => openLedger(folder.file)).toThrow("the right to write"));
    } finally {
      chmodSync(state, 0o755);
      chmodSync(folder.file, 0o644);
    }
    expect(readFileSync(folder.file).equals(before)).toBe(true);
    expect((await folder.open().record("a"))?.state).toBe("waiting");
  });
});

describe("a backup", () => {
  it("taken while writes go on is a whole ledger of one moment", async () => {
    const ledger = folder.open();
    await bring(ledger, accepted("a"), accepted("b"));
    const copies = join(dirname(folder.file), "copies");
    const writing = (async () => {
      for (let at = 0; at < 30; at += 1) await ledger.takeIn(manyRecords(5, at * 5));
    })();
    const files = ["one.db", "two.db", "three.db"].map((name) => join(copies, name));
    for (const file of files) await ledger.backup(file);
    await writing;
    expect(readdirSync(copies).toSorted()).toEqual(["one.db", "three.db", "two.db"]);
    const log = await collect(ledger.entries());
    for (const file of files) {
      const copy = openLedger(file);
      const copied = await collect(copy.entries());
      expect(copied).toEqual(log.slice(0, copied.length));
      expect(copied.length).toBeGreaterThanOrEqual(4);
      expect(await copy.verify()).toMatchObject({ differenceCount: 0 });
      await copy.close();
    }
  });

  it("can be put in the place of the ledger and goes on from there", async () => {
    const ledger = folder.open();
    await bring(ledger, accepted("a"));
    const copy = join(dirname(folder.file), "copy.db");
    await ledger.backup(copy);
    await ledger.takeIn(toIntakes(sampleRecord("later")));
    await ledger.close();
    const restored = openLedger(copy, { now: () => 60_000 });
    try {
      expect((await restored.record("a"))?.state).toBe("accepted");
      expect(await restored.record("later")).toBeUndefined();
      expect((await restored.takeIn(toIntakes(sampleRecord("later")))).added).toBe(1);
      await restored.commitRetractionIntent("a");
    } finally {
      await restored.close();
    }
  });

  it("never replaces a file", async () => {
    const ledger = folder.open();
    await expect(ledger.backup(folder.file)).rejects.toThrow("that file is there");
    const copy = join(dirname(folder.file), "copy.db");
    await ledger.backup(copy);
    const before = readFileSync(copy);
    await expect(ledger.backup(copy)).rejects.toMatchObject({ code: "LEDGER" });
    expect(readFileSync(copy).equals(before)).toBe(true);
    expect(existsSync(`${copy}.${process.pid}.new`)).toBe(false);
  });
});
