import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

it("reports the record, and nothing when it is run again", () => {
  const folder = mkdtempSync(join(tmpdir(), "quick-start-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const example = join(import.meta.dirname, "../report-usage.ts");
  const args = ["--conditions=@usage-billing/source", example, join(folder, "usage.db")];
  const runs = [1, 2].map(() => spawnSync(process.execPath, args, { encoding: "utf8" }));
  expect(runs.map(({ status, stdout }) => ({ status, stdout }))).toEqual([
    { status: 0, stdout: "1 record accepted, 1204.5 in all\n" },
    { status: 0, stdout: "" },
  ]);
});
