import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Where a commit to disk costs nothing. */
const MEMORY = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
const START = join(import.meta.dirname, "../start.ts");
const NODE = ["--conditions=@usage-billing/source", "--disable-warning=ExperimentalWarning"];
/** A quiet machine needs a tenth of it. */
const TIMEOUT = 240_000;

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(MEMORY, "month-of-usage-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the month in the folder, and hands every new piece of its output on. */
function start(onText: (text: string, all: string) => void = () => undefined) {
  const running = spawn(process.execPath, [...NODE, START, "--fast", "--folder", folder]);
  child = running;
  let all = "";
  const take = (piece: Buffer) => {
    all += piece.toString();
    onText(piece.toString(), all);
  };
  running.stdout.on("data", take);
  running.stderr.on("data", take);
  return new Promise<{ readonly status: number | null; readonly said: string }>((resolve) => {
    running.once("close", (status) => resolve({ status, said: all }));
  });
}

describe("npm start", { timeout: TIMEOUT }, () => {
  it("plays the month to its end, where every record is billed once", async () => {
    const { status, said } = await start();
    expect([status, said.slice(-2_000)]).toEqual([
      0,
      expect.stringContaining("3392 records were used, 3392 are billed, each once."),
    ]);
    expect(said).toMatch(/^all +3392 +3392 +3392 +equal$/m);
    expect(said.match(/pairs equal\. Clean/g)).toHaveLength(3);
    expect(said).toContain("the period is over, and nothing in it is left to do");
    expect(said).toContain("ALARM silent-source: marketplace to connect");
    expect(said).toContain("evidence.jsonl is sound");
    expect(readFileSync(join(folder, "october.html"), "utf8")).toContain(
      "October 2026 (Europe/Bucharest)",
    );
    expect(existsSync(join(folder, "october.csv"))).toBe(true);
  });

  it("ends with 1 and says why when a channel holds something else", async () => {
    let isTampered = false;
    const { status, said } = await start((_, all) => {
      const url = /twocheckout (http:\S+)/.exec(all)?.[1];
      if (isTampered || url === undefined || !all.includes("Saturday 3 October")) return;
      isTampered = true;
      void fetch(`${url}/_twin`, { method: "DELETE" });
    });
    expect(status).toBe(1);
    expect(said).toMatch(
      /The month did not go as it should\. The channels hold \d+ records instead/,
    );
  });

  it("ends cleanly at Ctrl-C", async () => {
    const { status, said } = await start((text) => {
      if (text.includes("Friday 2 October")) child?.kill("SIGINT");
    });
    expect([status, said]).toEqual([130, expect.stringContaining("Interrupted. The next start")]);
    expect(said).not.toContain("Sunday 4 October");
  });

  it("does not touch a folder that is in use", async () => {
    writeFileSync(join(folder, "mine.txt"), "mine");
    const { status, said } = await start();
    expect([status, said]).toEqual([1, expect.stringContaining("is not empty")]);
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
  });
});
