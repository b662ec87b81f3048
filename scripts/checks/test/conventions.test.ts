import { expect, it } from "vitest";
import { createTree, type Files, judge } from "./tree.ts";

const MANIFEST = {
  name: "@usage-billing/core",
  version: "0.1.0",
  description: "Core.",
  license: "MIT",
  type: "module",
  sideEffects: false,
  exports: { ".": "./dist/index.js" },
  files: ["dist"],
  engines: { node: ">=22" },
  publishConfig: { access: "public" },
};

const GOOD: Files = {
  LICENSE: "MIT License\n",
  "packages/core/package.json": JSON.stringify(MANIFEST),
};

const { license: _, ...unlicensed } = MANIFEST;
const { files: __, ...withoutFiles } = MANIFEST;
const slash = "/";

it("passes a tree that keeps the conventions", () => {
  const text = "See https://example.com/home/page and packages/core/tmp/file.\n";
  const verdict = judge(createTree({ ...GOOD, "README.md": text }), "tree conventions");
  expect(verdict).toMatchObject({ passed: true });
});

it.each([
  [
    "a registry's host",
    "a.md",
    `https:${slash}/registry${"."}npmjs.org/x`,
    "a.md:1 names the host",
  ],
  [
    "a path of a machine",
    "a.md",
    `\ncd ${slash}home/someone/work`,
    "a.md:2 holds an absolute path",
  ],
  ["a path of Windows", "a.md", `C:${"\\"}Users${"\\"}someone`, "a.md:1 holds an absolute path"],
  ["no licence", "packages/core/package.json", JSON.stringify(unlicensed), 'no "license": "MIT"'],
  ["no files", "packages/core/package.json", JSON.stringify(withoutFiles), "has no files"],
  [
    "fields out of order",
    "packages/core/package.json",
    JSON.stringify({ license: MANIFEST.license, ...unlicensed }),
    "has license where name should be",
  ],
  [
    "every file exported",
    "packages/core/package.json",
    JSON.stringify({ ...MANIFEST, exports: { "./*": "./dist/*" } }),
    'exports "./*"',
  ],
  [
    "an adapter without one of its files",
    "packages/adapters/rebilly/src/index.ts",
    "",
    "packages/adapters/rebilly/src/settle.ts is missing",
  ],
  [
    "an adapter whose test by the kit is long",
    "packages/adapters/rebilly/src/conformance.test.ts",
    "x();\n".repeat(25),
    "packages/adapters/rebilly/src/conformance.test.ts has 25 lines; the kit takes fewer than 25",
  ],
  [
    "a test of a page that its task does not watch",
    "packages/core/src/guide.test.ts",
    `read("../../../${"docs"}/guide.md");`,
    "name it in turbo.json among the inputs of @usage-billing/core#test",
  ],
])("fails on %s", (_title, path, text, message) => {
  const verdict = judge(createTree({ ...GOOD, [path]: text }), "tree conventions");
  expect(verdict.output).toContain(message);
  expect(verdict.passed).toBe(false);
});

it("passes a test of a page that its task watches", () => {
  const tasks = { "@usage-billing/core#test": { inputs: ["$TURBO_ROOT$/docs/guide.md"] } };
  const tree = createTree({
    ...GOOD,
    "packages/core/src/guide.test.ts": `read("../../../${"docs"}/guide.md");`,
    "turbo.json": JSON.stringify({ tasks }),
  });
  expect(judge(tree, "tree conventions")).toMatchObject({ passed: true });
});

it("fails without a LICENSE", () => {
  const verdict = judge(createTree({ "README.md": "x" }), "tree conventions");
  expect(verdict.output).toContain("LICENSE is missing");
  expect(verdict.passed).toBe(false);
});
