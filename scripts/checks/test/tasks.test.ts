import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const tasks = pathToFileURL(join(resolve(import.meta.dirname, "../../.."), "scripts/tasks.mjs"));

/** The commands of a task, as lines. */
function linesOf(task: string, ...rest: readonly string[]): readonly string[] {
  const [name, given] = [JSON.stringify(task), JSON.stringify(rest)];
  const program = `import { TASKS } from "${tasks.href}"; console.log(JSON.stringify(TASKS[${name}](${given})));`;
  const args = ["--input-type=module", "--eval", program];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return (JSON.parse(stdout) as string[][]).map((command) => command.join(" "));
}

it("writes nothing when generate is asked to check, by either name", () => {
  const checked = linesOf("generate", "--check", "rebilly.yml");
  expect(checked).toEqual(linesOf("generate:check", "rebilly.yml"));
  expect(checked.every((line) => / generate:check\b/.test(line))).toBe(true);
  expect(checked[0]).toMatch(/rebilly\.yml$/);
});

it("writes everything that is generated otherwise", () => {
  expect(linesOf("generate").every((line) => / generate$/.test(line))).toBe(true);
});
