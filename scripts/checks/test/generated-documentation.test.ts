import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTree, type Tree } from "./tree.ts";

/** A README with one generated table, as the generator has written it. */
function createReadme(): Tree {
  const tree = createTree({
    "README.md": "# Sample\n\n<!-- generated: channels -->\n<!-- /generated -->\n",
  });
  tree.copy("package.json", "scripts/docs");
  tree.link("scripts/docs");
  expect(run(tree)).toMatchObject({ passed: true });
  return tree;
}

/** The command behind generate and generate:check. */
function run({ root }: Tree, ...args: readonly string[]) {
  const script = join(root, "scripts/docs/src/main.ts");
  const command = ["--conditions=@usage-billing/source", script, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

it("passes what is generated", () => {
  expect(run(createReadme(), "--check")).toMatchObject({ passed: true });
});

it("fails on an edited table, and names the command that repairs it", () => {
  const tree = createReadme();
  const text = readFileSync(join(tree.root, "README.md"), "utf8");
  const edited = text.replace("arrays of up to", "arrays of at most");
  expect(edited).not.toBe(text);
  tree.write({ "README.md": edited });
  const verdict = run(tree, "--check");
  expect(verdict.output).toContain("README.md is not as generated; run npm run generate");
  expect(verdict.passed).toBe(false);
});
