import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { median } from "../median.ts";
import { askForPage, enter, openInBrowser } from "./visit-page.ts";

const RECORDS = 1_000_000;
const MILLISECONDS = 300;
const LISTED = 50;
const SOURCES = "--conditions=@usage-billing/source";

const CONFIGURATION = {
  source: "meters",
  ledger: "ledger.db",
  channels: { rebilly: { api: "rebilly", organizationId: "org_1" } },
};

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function fill(folder: string): void {
  const args = [SOURCES, here("fill-process.ts"), String(RECORDS), join(folder, "ledger.db")];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`the ledger was not made: ${stderr}`);
}

/** Starts the command as its user does, and gives its link. */
async function start(folder: string): Promise<{ server: ChildProcess; link: string }> {
  const main = fileURLToPath(import.meta.resolve("@usage-billing/cli/package.json")).replace(
    "package.json",
    "src/main.ts",
  );
  const config = join(folder, "usage-billing.config.json");
  writeFileSync(config, JSON.stringify(CONFIGURATION));
  const args = [SOURCES, main, "ui", "--json", "--config", config];
  const server = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface(server.stdout);
  const [line] = await once(lines, "line");
  return { server, link: JSON.parse(line).link };
}

/** The first page right after the start, while all records are being counted, and then again and again. */
async function measure(link: string, rounds: number): Promise<readonly number[]> {
  const cookie = await enter(link);
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { answer, listed } = await askForPage(link, cookie);
    if (listed !== LISTED) throw new Error(`${listed} records were listed, not ${LISTED}`);
    taken.push(answer);
  }
  return taken;
}

function report(name: string, taken: readonly number[]): readonly string[] {
  const [middle, most] = [median(taken), Math.max(...taken)];
  const isMet = middle <= MILLISECONDS ? "yes" : "NO";
  return [name, middle.toFixed(0), most.toFixed(0), `<= ${MILLISECONDS}`, isMet];
}

/** The page of a ledger with a million records, ten thousand of them refused. */
export const uiBench: Bench = {
  summary: "first page of the ledger in a browser, with 1,000,000 records",
  run: async (rounds, print) => {
    const folder = mkdtempSync(join(tmpdir(), "ui-bench-"));
    let server: ChildProcess | undefined;
    try {
      fill(folder);
      const started = await start(folder);
      server = started.server;
      const answers = await measure(started.link, rounds);
      const shown = await openInBrowser(started.link, rounds);
      const rows = [report("answer with its data, ms", answers)];
      if (typeof shown === "string") print(`Not measured in a browser. ${shown}`);
      else rows.push(report("in Chromium until it is painted, ms", shown));
      print(formatTable([`${rounds} rounds`, "median", "greatest", "wanted", "met"], rows));
      return rows.every((row) => row.at(-1) === "yes");
    } finally {
      if (server !== undefined && server.exitCode === null) {
        server.kill("SIGINT");
        await once(server, "exit");
      }
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
