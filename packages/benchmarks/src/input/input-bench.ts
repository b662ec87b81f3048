import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "../bench.ts";
import { formatTable } from "../format-table.ts";
import { median } from "../median.ts";
import { ROWS, writeMillionRows } from "./write-million-rows.ts";

const SECONDS = 10;
const MEGABYTES = 200;

const CONFIGURATION = {
  channels: {
    connect: { api: "connect", product: "PRD-1", contract: "CRD-1", currency: "USD" },
    rebilly: { api: "rebilly", organizationId: "org" },
    twocheckout: { api: "twocheckout", merchantCode: "CODE", timeZone: "Europe/Bucharest" },
  },
};

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

/** Tells how much memory the process used at most, when it ends. */
const PROBE = `process.on("exit", () =>
  process.stderr.write(\`peak \${process.resourceUsage().maxRSS}\`));`;

function dryRun(folder: string): Run {
  const require = createRequire(import.meta.url);
  const command = require
    .resolve("@usage-billing/cli/package.json")
    .replace("package.json", "src/main.ts");
  const probe = `data:text/javascript,${encodeURIComponent(PROBE)}`;
  const options = ["--conditions=@usage-billing/source", "--import", probe];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, command, "report", "usage.csv", "--dry-run", "--json"],
    { cwd: folder, encoding: "utf8" },
  );
  const seconds = (performance.now() - started) / 1_000;
  if (status !== 0) throw new Error(`the dry run ended with ${status}: ${stderr}`);
  const records = JSON.parse(stdout).channels.map(
    (channel: { records: number }) => channel.records,
  );
  const total = records.reduce((sum: number, count: number) => sum + count, 0);
  if (total !== ROWS) throw new Error(`the dry run counted ${total} records of ${ROWS}`);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(stderr)?.[1]) / 1_000 };
}

/** A million CSV rows through the command line's dry run: read, mapped, checked and planned. */
export const inputBench: Bench = {
  summary: "reading: 1,000,000 CSV rows read, mapped, checked and planned by a dry run",
  run: async (rounds, print) => {
    const folder = mkdtempSync(join(tmpdir(), "usage-bench-"));
    try {
      await writeMillionRows(join(folder, "usage.csv"));
      writeFileSync(join(folder, "usage-billing.config.json"), JSON.stringify(CONFIGURATION));
      const runs = Array.from({ length: rounds }, () => dryRun(folder));
      const seconds = median(runs.map((run) => run.seconds));
      const megabytes = Math.max(...runs.map((run) => run.megabytes));
      const rows = [
        ["seconds, median", seconds.toFixed(1), String(SECONDS), seconds <= SECONDS ? "yes" : "NO"],
        [
          "MB of memory, greatest",
          megabytes.toFixed(0),
          String(MEGABYTES),
          megabytes <= MEGABYTES ? "yes" : "NO",
        ],
      ];
      print(
        formatTable([`${rounds} dry runs of ${ROWS} rows`, "measured", "at most", "met"], rows),
      );
      return seconds <= SECONDS && megabytes <= MEGABYTES;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
