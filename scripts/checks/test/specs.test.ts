import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createTree, judge } from "./tree.ts";

const FILE = "specs/rebilly.yml";

/** This repository's documents, with some text of one of them replaced. */
function createSpecs(text: string, replacement: string) {
  const tree = createTree({});
  tree.copy("redocly.yaml", "specs");
  const document = readFileSync(join(tree.root, FILE), "utf8");
  expect(document.includes(text)).toBe(true);
  tree.write({ [FILE]: document.replace(text, replacement) });
  return tree;
}

it("passes the committed documents", () => {
  expect(judge(createSpecs("", ""), "specs (redocly)")).toMatchObject({ passed: true });
});

it.each([
  ["an operation without an id", "operationId: listUsages", "x-was: here", "operationId"],
  ["an operation without a summary", "summary: List usages", "x-was: here", "operation-summary"],
  ["a reference to nothing", 'schemas/Usage"', 'schemas/No"', "refs"],
])("fails on %s", (_title, text, replacement, rule) => {
  const verdict = judge(createSpecs(text, replacement), "specs (redocly)");
  expect(verdict.output).toContain(rule);
  expect(verdict.passed).toBe(false);
});
