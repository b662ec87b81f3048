// The whole suite: the contract tests, the traffic of all suites before the judge, then the campaign.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { judgeTraffic } from "./traffic/judge-traffic.ts";
import { isClean, reportTraffic } from "./traffic/report-traffic.ts";
import { readTraffic, trafficFolder } from "./traffic/traffic-log.ts";

const home = resolve(import.meta.dirname, "..");
const vitest = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

/** Runs tests to their end; tells whether all passed. */
function runTests(config: string): boolean {
  const options = { cwd: home, stdio: "inherit" } as const;
  return spawnSync(process.execPath, [vitest, "run", "--config", config], options).status === 0;
}

async function judgeSuites(): Promise<boolean> {
  rmSync(trafficFolder, { recursive: true, force: true });
  mkdirSync(trafficFolder, { recursive: true });
  const havePassed = runTests("traffic.config.ts");
  const verdicts = await judgeTraffic(readTraffic());
  const report = reportTraffic(verdicts).join("\n");
  writeFileSync(join(trafficFolder, "judgement.txt"), `${report}\n`);
  console.log(`\n${report}\n\nThe log is in ${trafficFolder}.\n`);
  return havePassed && isClean(verdicts);
}

const areTestsGood = runTests("vitest.config.ts");
const isTrafficGood = await judgeSuites();
const isCampaignGood = runTests("contract.config.ts");
process.exitCode = areTestsGood && isTrafficGood && isCampaignGood ? 0 : 1;
