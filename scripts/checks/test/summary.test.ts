import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../src/repository.ts";
import { createTree, type Files, type Tree } from "./tree.ts";

interface Report {
  readonly passed: number;
  readonly failed?: number;
  readonly broken?: number;
  readonly skipped?: number;
}

/** A report as vitest writes it; a failed test also makes its file and its suite fail. */
function createReport({ passed, failed = 0, broken = 0, skipped = 0 }: Report): string {
  const failedFile = { status: "failed", assertionResults: [{ status: "failed" }] };
  const brokenFile = { status: "failed", assertionResults: [] };
  return JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numFailedTestSuites: 2 * failed + broken,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [
      ...Array.from({ length: failed }, () => failedFile),
      ...Array.from({ length: broken }, () => brokenFile),
    ],
  });
}

function createReports(reports: Readonly<Record<string, Report>>): Tree {
  const files = Object.entries(reports).map(([folder, report]) => [
    `${folder}/.reports/vitest.json`,
    createReport(report),
  ]);
  return createTree(Object.fromEntries(files) as Files);
}

function summarize({ root }: Tree, taskStatus = "0", ...args: readonly string[]) {
  const script = join(repository, "scripts/summary.mjs");
  const env = { ...process.env, TASK_STATUS: taskStatus };
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    encoding: "utf8",
    env,
  });
  return { status, line: stdout.trim() };
}

it("adds up every package's report", () => {
  const tree = createReports({
    "packages/core": { passed: 3 },
    "packages/clients/rebilly": { passed: 4 },
    "scripts/checks": { passed: 5 },
    "examples/month-of-usage": { passed: 6 },
  });
  expect(summarize(tree)).toEqual({ status: 0, line: "18 passed, 0 failed" });
});

it.each([
  ["a failed test once", { passed: 1, failed: 1 }, "0", "1 passed, 1 failed"],
  ["a file that could not be loaded", { passed: 1, broken: 1 }, "0", "1 passed, 1 failed"],
  ["a failure that left no report", { passed: 1 }, "1", "1 passed, 1 failed"],
  ["a run of no tests as one that did not pass", { passed: 0 }, "0", "0 passed, 0 failed"],
])("counts %s", (_title, report, taskStatus, line) => {
  expect(summarize(createReports({ "packages/core": report }), taskStatus)).toEqual({
    status: 1,
    line,
  });
});

it("tells of skipped tests", () => {
  const tree = createReports({ "packages/core": { passed: 1, skipped: 2 } });
  expect(summarize(tree)).toEqual({ status: 0, line: "1 passed, 0 failed, 2 skipped" });
});

it("removes the reports of an earlier run", () => {
  const tree = createReports({ "packages/core": { passed: 1 } });
  expect(summarize(tree, "0", "--reset")).toEqual({ status: 0, line: "" });
  expect(existsSync(join(tree.root, "packages/core/.reports/vitest.json"))).toBe(false);
});
