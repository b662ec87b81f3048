import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { median } from "../median.ts";
import { plantedAmong } from "./planted.ts";

const RECORDS = 1_000_000;
const SECONDS = 60;
const MEGABYTES = 256;

/** What one reconciliation took and found. */
interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
  readonly matched: number;
  readonly verdict: string;
  readonly counts: Readonly<Record<string, number>>;
}

const builder = fileURLToPath(new URL("./build-process.ts", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

function run(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return stdout;
}

function isRight({ counts, matched, verdict }: Measured): boolean {
  const planted = plantedAmong(RECORDS);
  const wrong = (planted["missing-there"] ?? 0) + (planted["quantity-differs"] ?? 0);
  const inOrder = Object.fromEntries(Object.entries(counts).sort());
  return verdict === "drift" && matched === RECORDS - wrong && isDeepStrictEqual(inOrder, planted);
}

/** A month of a million records, compared with a million held pieces in another order, four thousand differences planted. */
export const reconcileBench: Bench = {
  summary: "reconciliation of 1,000,000 records with a channel that lists them in another order",
  run: async (rounds, print) => {
    const folder = mkdtempSync(join(tmpdir(), "reconcile-bench-"));
    const built = mkdtempSync(join(modules, ".reconcile-bench-"));
    const start = (task: string): string =>
      run(join(built, "process.js"), task, String(RECORDS), join(folder, "ledger.db"));
    try {
      run("--conditions=@usage-billing/source", builder, built);
      start("fill");
      const measured = Array.from(
        { length: rounds },
        (): Measured => JSON.parse(start("reconcile")),
      );
      const seconds = median(measured.map((one) => one.seconds));
      const megabytes = Math.max(...measured.map((one) => one.megabytes));
      const right = measured.filter(isRight).length;
      const verdict = (isMet: boolean): string => (isMet ? "yes" : "NO");
      const rows = [
        ["s, median", seconds.toFixed(1), `<= ${SECONDS}`, verdict(seconds <= SECONDS)],
        ["MB, greatest", megabytes.toFixed(0), `<= ${MEGABYTES}`, verdict(megabytes <= MEGABYTES)],
        [
          "runs that found all and only it",
          String(right),
          String(rounds),
          verdict(right === rounds),
        ],
      ];
      print(formatTable([`${rounds} rounds`, "measured", "wanted", "met"], rows));
      return seconds <= SECONDS && megabytes <= MEGABYTES && right === rounds;
    } finally {
      for (const place of [built, folder]) rmSync(place, { recursive: true, force: true });
    }
  },
};
