import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTree, judge, type Tree } from "./tree.ts";

const MANIFEST = JSON.stringify({
  name: "@usage-billing/sample",
  type: "module",
  scripts: { build: "tsc -p tsconfig.json", typecheck: "tsc -p tsconfig.json --noEmit" },
});

const CONFIG = JSON.stringify({
  extends: "../../tsconfig.base.json",
  compilerOptions: { rootDir: "src", outDir: "dist" },
  include: ["src"],
});

/** A workspace of one package that holds one source file. */
function createPackage(source: string): Tree {
  const tree = createTree({
    "scripts/checks/package.json": MANIFEST,
    "scripts/checks/tsconfig.json": CONFIG,
    "scripts/checks/src/index.ts": source,
  });
  tree.copy("package.json", "pnpm-workspace.yaml", "pnpm-lock.yaml", "turbo.json");
  tree.copy("tsconfig.base.json", "vitest.shared.ts", ".gitignore");
  tree.link("scripts/checks");
  return tree;
}

it.each([["types (tsc)"], ["build (tsc)"]])("%s passes a package that compiles", (name) => {
  expect(judge(createPackage("export const one: number = 1;\n"), name)).toMatchObject({
    passed: true,
  });
});

it.each([["types (tsc)"], ["build (tsc)"]])("%s fails on a type error", (name) => {
  const verdict = judge(createPackage('export const one: number = "1";\n'), name);
  expect(verdict.output).toContain("error TS2322");
  expect(verdict.passed).toBe(false);
});

it("build (tsc) removes what an earlier build left", () => {
  const tree = createPackage("export const one: number = 1;\n");
  tree.write({ "packages/old/dist/old.js": "" });
  expect(judge(tree, "build (tsc)")).toMatchObject({ passed: true });
  expect(existsSync(join(tree.root, "packages/old/dist"))).toBe(false);
});

it("build (tsc) fails on an export without an explicit type", () => {
  const verdict = judge(createPackage("export const one = [1].map(String);\n"), "build (tsc)");
  expect(verdict.output).toContain("error TS9");
  expect(verdict.passed).toBe(false);
});
