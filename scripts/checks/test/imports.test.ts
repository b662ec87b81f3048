import { expect, it } from "vitest";
import { createTree, type Files, judge } from "./tree.ts";

const NAMES: Files = {
  "packages/core": "core",
  "packages/http": "http",
  "packages/adapters/rebilly": "rebilly",
};

/** A repository of three packages in which one file has been added. */
function judgeFile(path: string, text: string) {
  const manifests = Object.entries(NAMES).map(([folder, name]) => [
    `${folder}/package.json`,
    JSON.stringify({ name: `@usage-billing/${name}` }),
  ]);
  const tree = createTree({ ...Object.fromEntries(manifests), [path]: text });
  return judge(tree, "import directions");
}

it.each([
  ["packages/http/src/a.ts", 'import { x } from "@usage-billing/core";'],
  ["packages/http/src/a.ts", 'import { x } from "./b.ts";\nimport y from "undici";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/http/testing";'],
  ["packages/adapters/rebilly/src/a.test.ts", 'import { x } from "@usage-billing/twins";'],
  ["packages/core/src/a.ts", '/** import { x } from "@usage-billing/http"; */'],
])("lets %s say %s", (path, text) => {
  expect(judgeFile(path, text)).toMatchObject({ passed: true });
});

it.each([
  ["packages/core/src/a.ts", 'import { x } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'import type { X } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'export { x } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'const x = await import("@usage-billing/http");'],
  ["packages/core/src/a.ts", 'import { x } from "../../http/src/index.ts";'],
  ["packages/core/src/a.ts", 'import { x } from "@usage-billing/core";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/twins";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/connect";'],
  ["packages/adapters/rebilly/src/a.test.ts", 'import { x } from "@usage-billing/connect";'],
])("fails when %s says %s", (path, text) => {
  const verdict = judgeFile(path, text);
  expect(verdict.output).toContain(path);
  expect(verdict.passed).toBe(false);
});

it("fails on a package that the rules do not know", () => {
  const manifest = JSON.stringify({ name: "@usage-billing/stranger" });
  const verdict = judgeFile("packages/stranger/package.json", manifest);
  expect(verdict.output).toContain("packages/stranger is not in");
  expect(verdict.passed).toBe(false);
});
