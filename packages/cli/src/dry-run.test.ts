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

/** Lines for Connect of one product and month, the first so many of them without an amount. */
function rated(records: number, without: number): readonly string[] {
  return Array.from({ length: records }, (_, day) => {
    const [start, end] = [day + 1, day + 2].map((date) => `2026-10-${`${date}`.padStart(2, "0")}`);
    const amount = day < without ? "" : "2.50";
    return `connect,AS-1001-0000-0001,STORAGE-GB,1,${start}T00:00:00Z,${end}T00:00:00Z,,${amount}`;
  });
}

describe("a dry run", () => {
  it("refuses what cannot go into one file with the others, as the report then does", async () => {
    const lines = [`${HEADER},amount`, ...rated(8, 2), `${LINES.rebilly},`, ""];
    const file = place.write("usage.csv", lines.join("\n"));
    const dry = await place.command("report", file, "--dry-run", "--json");
    const { channels, refused, refusedCount } = JSON.parse(dry.out);
    const ids = refused.map(({ recordId }: { recordId: string }) => recordId);
    const places = refused.map(({ line }: { line: number }) => line);
    expect([dry.status, refusedCount, places]).toEqual([3, 2, [2, 3]]);
    expect(refused[0].problems[0].rule).toBe("missing-amount");
    expect(channels[0]).toMatchObject({ channel: "connect", records: 6, deliveries: 1 });
    expect(channels[0].meters).toEqual([{ meter: "STORAGE-GB", records: 6, quantity: "6" }]);
    await place.command("report", file);
    const failed = await place.command("failed", "list", "--channel", "connect", "--json");
    const sent = failed.out.split("\n").map((line) => JSON.parse(line));
    const missing = sent.filter(({ problem }) => problem.rule === "missing-amount");
    expect(missing.map(({ recordId }) => recordId).toSorted()).toEqual(ids.toSorted());
  });

  it("finds nothing wrong with notes in some rows only", async () => {
    const [first = "", second = ""] = rated(2, 2).map((line) => line.slice(0, -1));
    const file = place.write("usage.csv", [HEADER, first, `${second}a note`, ""].join("\n"));
    expect((await place.command("report", file, "--dry-run")).status).toBe(0);
  });

  it("opens no connection, where a real run tries to", () => {
    const file = place.write("usage.csv", [HEADER, ...Object.values(LINES), ""].join("\n"));
    const dry = runWithoutNetwork(file, "--dry-run");
    expect(dry.stdout).toContain("no connection was opened");
    expect([dry.status, dry.connected]).toEqual([0, false]);
    const real = runWithoutNetwork(file);
    expect([real.status, real.connected]).toEqual([4, true]);
  });
});
