import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openResults } from "./results-file.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "results-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("writes a line a result, in which nothing is a formula", async () => {
  const out = join(folder, "results.csv");
  const results = await openResults({ out });
  await results.add(2, { id: "UR-1", status: "closed" });
  await results.add(3, { id: "UR-2", status: "refused", error: "=cmd()", codes: "USG_1" });
  await results.add(5, { id: "UR-3", status: "unknown", error: 'lost, "half-way"' });
  await results.finish();
  expect(readFileSync(out, "utf8").split("\n")).toEqual([
    "line,record_id,status,error,codes",
    "2,UR-1,closed,,",
    `3,UR-2,refused,"'=cmd()",USG_1`,
    '5,UR-3,unknown,"lost, ""half-way""",',
    "",
  ]);
});

it("writes every one of many results once", async () => {
  const out = join(folder, "results.csv");
  const results = await openResults({ out });
  for (let line = 2; line < 3_502; line += 1)
    await results.add(line, { id: "UR", status: "closed" });
  await results.finish();
  const lines = readFileSync(out, "utf8").trimEnd().split("\n");
  expect(lines.slice(1).map((line) => Number.parseInt(line, 10))).toEqual(
    Array.from({ length: 3_500 }, (_, at) => at + 2),
  );
});
