// Runs the suites in every runtime and prints how they did; --write records it in docs/runtimes.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CHROMIUM_HELP, findChromium } from "@usage-billing/browser-testing";
import { type PageRun, runChromium } from "./page/run-chromium.ts";
import { startBreakingServer } from "./parts/breaking-server.ts";
import { startContractServer } from "./parts/contract-server.ts";
import { fetchRuntimes } from "./parts/fetch-runtimes.ts";
import { measureBundles, runBrowser } from "./parts/run-browser.ts";
import { readVersion, runProgram } from "./parts/run-program.ts";
import { readWorkerVersion, runWorker } from "./parts/run-worker.ts";
import { RUNTIMES } from "./parts/runtimes.ts";
import { insertTable, type RuntimeResult, toResultTable, toSizeTable } from "./parts/to-table.ts";
import type { SuiteResult } from "./suites/suite.ts";

const root = resolve(import.meta.dirname, "../../..");
const folder = join(root, ".cache/runtimes");
fetchRuntimes(folder);
const server = await startContractServer();
const broken = await startBreakingServer();
const servers = { contract: server.targets, breaking: broken.url };
const all: RuntimeResult[] = [];

type Results = readonly SuiteResult[];

async function take(runtime: string, known: string, run: () => Promise<Results | PageRun>) {
  const answer = await run().catch(
    (error: unknown): Results => [
      { suite: "contract: start", passed: 0, failures: [String(error)] },
    ],
  );
  const { results, version } = "results" in answer ? answer : { results: answer, version: known };
  const problems = server.takeProblems();
  const judged = { suite: "contract: documents", passed: 0, failures: problems };
  const result = {
    runtime,
    version,
    results: problems.length === 0 ? results : [...results, judged],
  };
  all.push(result);
  const failures = result.results.flatMap((suite) => suite.failures);
  console.log(`${failures.length === 0 ? "✔" : "✘"} ${runtime} ${version}`);
  for (const failure of failures) console.log(`  ${failure}`);
}

for (const runtime of RUNTIMES) {
  const version = await readVersion(folder, runtime);
  await take(runtime.name, version, () => runProgram(folder, runtime, servers));
}
await take("workerd", readWorkerVersion(folder), () => runWorker(folder, servers));
await take("a browser's realm", "–", () => runBrowser(server.targets));
if (findChromium() === undefined) console.log(`Chromium was not found. ${CHROMIUM_HELP}`);
else {
  const options = { targets: server.targets, fromSources: false };
  await take("Chromium", "–", () => runChromium(options));
}
await server.close();
broken.close();

const tables = [toResultTable(all), toSizeTable(await measureBundles())] as const;
console.log(`\n${tables.join("\n\n")}`);
if (process.argv.includes("--write")) {
  const path = join(root, "docs/runtimes.md");
  const text = insertTable(readFileSync(path, "utf8"), "results", tables[0]);
  writeFileSync(path, insertTable(text, "sizes", tables[1]));
}
const isGood = all.every(({ results }) => results.every(({ failures }) => failures.length === 0));
process.exitCode = isGood ? 0 : 1;
