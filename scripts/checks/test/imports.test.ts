import { expect, it } from "vitest";
import { findWrongImports } from "../src/import-directions.ts";
import { createTree, type Files, judge } from "./tree.ts";

const NAMES: Files = {
  "packages/core": "core",
  "packages/http": "http",
  "packages/adapters/rebilly": "rebilly",
};

/** A repository of three packages in which one file has been added. */
function createPackages(path: string, text: string) {
  const manifests = Object.entries(NAMES).map(([folder, name]) => [
    `${folder}/package.json`,
    JSON.stringify({ name: `@usage-billing/${name}` }),
  ]);
  return createTree({ ...Object.fromEntries(manifests), [path]: text });
}

it.each([
  ["packages/http/src/a.ts", 'import { x } from "@usage-billing/core";'],
  ["packages/http/src/a.ts", 'import { x } from "./b.ts";\nimport y from "undici";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/http/testing";'],
  ["packages/adapters/rebilly/src/a.test.ts", 'import { x } from "@usage-billing/twins";'],
  ["packages/core/src/a.test.ts", 'import { x } from "node:zlib";'],
  ["packages/http/src/__fixtures__/a.ts", 'import { x } from "node:http";'],
  ["packages/core/src/a.ts", '/** import { x } from "@usage-billing/http"; */'],
])("lets %s say %s", (path, text) => {
  expect(findWrongImports(createPackages(path, text).root)).toEqual([]);
});

it.each([
  ["packages/core/src/a.ts", 'import { x } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'import type { X } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'export { x } from "@usage-billing/http";'],
  ["packages/core/src/a.ts", 'const x = await import("@usage-billing/http");'],
  ["packages/core/src/a.ts", 'import { x } from "node:zlib";'],
  ["packages/adapters/rebilly/src/a.ts", 'import type { X } from "node:stream";'],
  ["packages/core/src/a.ts", 'import { x } from "../../http/src/index.ts";'],
  ["packages/core/src/a.ts", 'import { x } from "@usage-billing/core";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/twins";'],
  ["packages/adapters/rebilly/src/a.ts", 'import { x } from "@usage-billing/connect";'],
  ["packages/adapters/rebilly/src/a.test.ts", 'import { x } from "@usage-billing/connect";'],
])("fails when %s says %s", (path, text) => {
  expect(findWrongImports(createPackages(path, text).root)).toEqual([
    expect.stringMatching(new RegExp(`^${path} (imports|reaches out of)`)),
  ]);
});

it("passes and fails as a command", () => {
  const good = createPackages("packages/http/src/a.ts", 'import { x } from "@usage-billing/core";');
  expect(judge(good, "import directions")).toMatchObject({ passed: true });
  const bad = createPackages("packages/core/src/a.ts", 'import { x } from "@usage-billing/http";');
  const verdict = judge(bad, "import directions");
  expect(verdict.output).toContain("@usage-billing/core may import no package of this repository");
  expect(verdict.passed).toBe(false);
});

it("fails on a package that the rules do not know", () => {
  const manifest = JSON.stringify({ name: "@usage-billing/stranger" });
  const { root } = createPackages("packages/stranger/package.json", manifest);
  expect(findWrongImports(root)).toEqual([expect.stringContaining("packages/stranger is not in")]);
});
