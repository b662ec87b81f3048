import { expect, it } from "vitest";
import { createTree, type Files, judge } from "./tree.ts";

const MANIFEST = {
  name: "@usage-billing/sample",
  version: "0.1.0",
  license: "MIT",
  type: "module",
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  files: ["dist"],
};

const GOOD: Files = {
  "packages/sample/LICENSE": "MIT License\n",
  "packages/sample/README.md": "# Sample\n",
  "packages/sample/package.json": JSON.stringify(MANIFEST),
  "packages/sample/dist/index.js": "export const sample = 1;\n",
  "packages/sample/dist/index.d.ts": "export declare const sample: number;\n",
};

function judgeTree(files: Files) {
  return judge(createTree({ ...GOOD, ...files }), "published packages (publint, attw)");
}

it("passes a package that holds what it exports", () => {
  expect(judgeTree({})).toMatchObject({ passed: true });
});

it("fails when an export names a file that is not packed (publint)", () => {
  const manifest = { ...MANIFEST, exports: { ".": "./dist/other.js" } };
  const verdict = judgeTree({ "packages/sample/package.json": JSON.stringify(manifest) });
  expect(verdict.output).toContain("./dist/other.js but the file does not exist");
  expect(verdict.passed).toBe(false);
});

it("fails when the types name a module that Node.js does not find (attw)", () => {
  const types = 'export { sample } from "./other";\n';
  const verdict = judgeTree({ "packages/sample/dist/index.d.ts": types });
  expect(verdict.output).toContain("Internal resolution error");
  expect(verdict.passed).toBe(false);
});

it("fails when a fixture would be published", () => {
  const verdict = judgeTree({ "packages/sample/dist/__fixtures__/sample.js": "" });
  expect(verdict.output).toContain("would publish dist/__fixtures__/sample.js");
  expect(verdict.passed).toBe(false);
});

it("fails on a package without a page of its own", () => {
  const manifest = JSON.stringify({ ...MANIFEST, name: "@usage-billing/other" });
  const verdict = judgeTree({
    "packages/other/package.json": manifest,
    "packages/other/dist/index.js": "export const sample = 1;\n",
    "packages/other/dist/index.d.ts": "export declare const sample: number;\n",
  });
  expect(verdict.output).toContain("packages/other: would be published without README.md");
  expect(verdict.passed).toBe(false);
});

it("fails when there is no package to check", () => {
  const manifest = { ...MANIFEST, private: true };
  const verdict = judgeTree({ "packages/sample/package.json": JSON.stringify(manifest) });
  expect(verdict).toMatchObject({ passed: false });
});
