import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkplace, HEADER, LINES, type Workplace } from "./__fixtures__/workplace.ts";

let place: Workplace;
beforeEach(async () => {
  place = await createWorkplace();
});
afterEach(() => place.close());

const here = import.meta.dirname;
const FORBID = pathToFileURL(join(here, "__fixtures__/forbid-connections.ts")).href;

/** Runs the command in a process in which every connection fails and leaves a trace. */
function runWithoutNetwork(file: string, ...options: readonly string[]) {
  const trace = file.replace("usage.csv", "trace");
  const config = file.replace("usage.csv", "usage-billing.config.json");
  const node = ["--conditions=@usage-billing/source", "--import", FORBID];
  const { status, stdout } = spawnSync(
    process.execPath,
    [...node, join(here, "main.ts"), "report", file, "--config", config, ...options],
    { encoding: "utf8", env: { ...process.env, ...place.environment, CONNECTION_TRACE: trace } },
  );
  return { status, stdout, connected: existsSync(trace) };
}

describe("a dry run", () => {
  it("opens no connection, where a real run tries to", () => {
    const file = place.write("usage.csv", [HEADER, ...Object.values(LINES), ""].join("\n"));
    const dry = runWithoutNetwork(file, "--dry-run");
    expect(dry.stdout).toContain("no connection was opened");
    expect([dry.status, dry.connected]).toEqual([0, false]);
    const real = runWithoutNetwork(file);
    expect([real.status, real.connected]).toEqual([4, true]);
  });
});
