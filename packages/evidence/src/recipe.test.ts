import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { OPTIONS, openToldLedger } from "./__fixtures__/told-ledger.ts";
import { collectEvidence } from "./collect-evidence.ts";

const run = promisify(execFile);
const page = new URL("../../../docs/evidence.md", import.meta.url);
const [, recipe = ""] = /```js\n([\s\S]*?)```/.exec(readFileSync(page, "utf8")) ?? [];

/** Runs the recipe of the documentation over a file, by Node.js alone. */
async function follow(text: string): Promise<{ readonly code: number; readonly out: string }> {
  const folder = mkdtempSync(join(tmpdir(), "evidence-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [script, file] = [join(folder, "verify.mjs"), join(folder, "file.jsonl")];
  writeFileSync(script, recipe);
  writeFileSync(file, text);
  return run(process.execPath, [script, file]).then(
    ({ stdout }) => ({ code: 0, out: stdout.trim() }),
    ({ code, stdout }) => ({ code, out: String(stdout).trim() }),
  );
}

it("lets an outsider find the same head", async () => {
  const { text, head } = await collectEvidence(await openToldLedger(), { record: "a" }, OPTIONS);
  expect(await follow(text)).toEqual({ code: 0, out: `sound, head ${head}` });
});

it.each<[string, (text: string) => string, string]>([
  ["a changed line", (text) => text.replace('"line":2', '"line":3'), "not sound: line 3"],
  ["a cut", (text) => text.slice(0, -1), "not sound: the end"],
  ["a removed line", (text) => text.replace(/.*"kind":"bytes".*\n/, ""), "not sound: line 5"],
  [
    "an end that says more",
    (text) => text.replace('"kind":"end"', '"kind":"end","more":1'),
    "the end",
  ],
])("lets an outsider find %s", async (_, change, words) => {
  const { text } = await collectEvidence(await openToldLedger(), { record: "a" }, OPTIONS);
  const { code, out } = await follow(change(text));
  expect(code).toBe(3);
  expect(out).toContain(words);
});
