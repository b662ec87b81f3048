import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "../src/repository.ts";
import { createTree, type Files, judge } from "./tree.ts";

const USED: Files = {
  ".gitignore": "dist/\n",
  "pnpm-workspace.yaml": "packages:\n  - packages/*\n",
  "packages/http/package.json": JSON.stringify({
    name: "@usage-billing/http",
    type: "module",
    exports: { ".": { "@usage-billing/source": "./src/index.ts", default: "./dist/index.js" } },
  }),
  "packages/http/tsconfig.json": "{}",
  "packages/http/src/index.ts": 'export { used } from "./used.ts";\n',
  "packages/http/src/used.ts": "export const used: number = 1;\n",
  "package.json": JSON.stringify({ name: "tree", type: "module" }),
};

/** This repository's settings, without what they say of its own packages. */
function readSettings(): string {
  const text = readFileSync(join(repository, "knip.json"), "utf8");
  const { workspaces: _, ignoreIssues: __, ...settings } = JSON.parse(text);
  return JSON.stringify(settings);
}

function judgeTree(files: Files) {
  const tree = createTree({ ...USED, "knip.json": readSettings(), ...files });
  return judge(tree, "unused code (knip)");
}

it("passes code that is used", () => {
  expect(judgeTree({})).toMatchObject({ passed: true });
});

it.each([
  [
    "a file nobody imports",
    "packages/http/src/unused.ts",
    "export const x = 1;\n",
    "src/unused.ts",
  ],
  [
    "an export nobody imports",
    "packages/http/src/used.ts",
    "export const used: number = 1;\nexport const forgotten: number = 2;\n",
    "forgotten",
  ],
  [
    "an import that package.json does not list",
    "packages/http/src/used.ts",
    'import undici from "undici";\nexport const used: unknown = undici;\n',
    "undici",
  ],
])("fails on %s", (_title, path, text, message) => {
  const verdict = judgeTree({ [path]: text });
  expect(verdict.output).toContain(message);
  expect(verdict.passed).toBe(false);
});
