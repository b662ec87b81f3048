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
  "packages/sample/package.json": JSON.stringify(MANIFEST),
  "packages/sample/dist/index.js": "export const sample = 1;\n",
  "packages/sample/dist/index.d.ts": "export declare const sample: number;\n",
};

function judgeTree(files: Files) {
  return judge(createTree({ ...GOOD, ...files }), "package exports (publint, attw)");
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

it("fails when there is no package to check", () => {
  const manifest = { ...MANIFEST, private: true };
  const verdict = judgeTree({ "packages/sample/package.json": JSON.stringify(manifest) });
  expect(verdict).toMatchObject({ passed: false });
});
