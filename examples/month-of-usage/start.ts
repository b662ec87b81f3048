// The main job, end to end: a month of usage goes to three channels (local twins of them), everything
// is read back, and a statement compares both sides. Exit status 0 only when every record is accounted for.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import type { TwinUsage } from "@usage-billing/twins";
import Papa from "papaparse";
import { formatStatement } from "./src/format-statement.ts";
import { runCommand } from "./src/run-command.ts";
import type { SampleRow } from "./src/sample.ts";
import { startTwins, type Twins } from "./src/start-twins.ts";
import { makeStatement } from "./src/statement.ts";

const here = import.meta.dirname;
const usageFile = relative(process.cwd(), join(here, "usage.csv"));
const refusedFile = relative(process.cwd(), join(here, "refused.csv"));

/** The example's configuration with a ledger of its own, so that every start is a first one. */
function writeConfiguration(folder: string): string {
  const configuration = JSON.parse(readFileSync(join(here, "usage-billing.config.json"), "utf8"));
  const file = join(folder, "usage-billing.config.json");
  writeFileSync(
    file,
    JSON.stringify({ ...configuration, $schema: undefined, ledger: "ledger.db" }),
  );
  return file;
}

async function readHeld({ twins }: Twins): Promise<readonly TwinUsage[]> {
  const answers = twins.map(async ({ url }) => {
    const response = await fetch(`${url}/_twin/usage`);
    return (await response.json()) as readonly TwinUsage[];
  });
  return (await Promise.all(answers)).flat();
}

function readSent(): readonly SampleRow[] {
  return Papa.parse<SampleRow>(readFileSync(join(here, "usage.csv"), "utf8"), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

async function runMonth(twins: Twins, config: string): Promise<boolean> {
  const report = await runCommand(["report", usageFile, "--config", config], twins.environment);
  const statement = makeStatement(readSent(), await readHeld(twins));
  console.log(`\n${formatStatement(statement)}`);
  const isEqual = statement.every((line) => line.isEqual);
  console.log("\nOne record that a channel cannot take, and why:");
  const refused = await runCommand(["report", refusedFile, "--config", config], twins.environment);
  return report === 0 && isEqual && refused === 3;
}

const folder = mkdtempSync(join(tmpdir(), "month-of-usage-"));
const twins = await startTwins();
try {
  const places = twins.twins.map(({ api, url }) => `${api} ${url}`).join(", ");
  console.log(`Local twins of the three APIs: ${places}`);
  const isDone = await runMonth(twins, writeConfiguration(folder));
  console.log(isDone ? "\nEvery record is accounted for." : "\nThe statement does not balance.");
  process.exitCode = isDone ? 0 : 1;
} finally {
  await twins.close();
  rmSync(folder, { recursive: true, force: true });
}
