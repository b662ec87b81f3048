import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { createTree } from "./tree.ts";

const LIST = "scripts/checks/src/checks.ts";

/** Runs the whole list of checks, where the list holds commands that exit with these statuses. */
function runList(...statuses: readonly number[]) {
  const checks = statuses.map((status, index) => ({
    name: `check ${index + 1}`,
    command: ["node", "-e", `process.exit(${status})`],
  }));
  const tree = createTree({});
  tree.copy("scripts/checks/src");
  tree.write({ [LIST]: `export const CHECKS = ${JSON.stringify(checks)};\n` });
  const { status, stdout } = spawnSync(process.execPath, ["scripts/checks/src/main.ts"], {
    cwd: tree.root,
    encoding: "utf8",
  });
  return { status, output: stdout, lastLine: stdout.trimEnd().split("\n").at(-1) };
}

it("passes when every check does", () => {
  expect(runList(0, 0)).toMatchObject({ status: 0, lastLine: "2 passed, 0 failed" });
});

it("runs the checks after a failed one, names it, and fails", () => {
  const { output, ...result } = runList(0, 3, 0);
  expect(result).toEqual({ status: 1, lastLine: "2 passed, 1 failed" });
  expect(output).toContain("✔ check 3");
  expect(output).toContain("failed: check 2");
});
