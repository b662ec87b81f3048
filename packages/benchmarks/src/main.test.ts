import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const options = { encoding: "utf8", timeout: 15_000 } as const;
  return spawnSync(
    process.execPath,
    ["--conditions=@usage-billing/source", main, ...args],
    options,
  );
}

describe("the command line", () => {
  it("lists the benches", () => {
    const { status, stdout } = run("--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}client {5}HTTP clients/m);
  });

  it.each([
    [[], "No bench is called ''"],
    [["toString"], "No bench is called 'toString'"],
    [["client", "more"], "Unexpected argument 'more'"],
    [["client", "--rounds", "0"], "--rounds must be a whole number"],
    [["client", "--fast"], "Unknown option '--fast'"],
  ])("refuses %o", (args, message) => {
    const { status, stderr } = run(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
