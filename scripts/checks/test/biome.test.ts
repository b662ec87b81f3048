import { expect, it } from "vitest";
import { createTree, judge, type Tree } from "./tree.ts";

const GOOD = 'export const greeting: string = "hello";\n';

function createSource(name: string, text: string): Tree {
  const tree = createTree({ [`src/${name}`]: text });
  tree.copy("biome.json", ".gitignore");
  return tree;
}

/** A function declaration of so many lines. */
function longFunction(lines: number): string {
  const body = Array.from({ length: lines - 2 }, (_, index) => `  console.log(${index});\n`);
  return `export function speak(): void {\n${body.join("")}}\n`;
}

/** A module of so many constants, one a line. */
function longFile(lines: number): string {
  const names = Array.from({ length: lines }, (_, index) => `constant${index}`);
  return names.map((name) => `export const ${name} = 1;\n`).join("");
}

it("passes a tidy file", () => {
  expect(judge(createSource("greeting.ts", GOOD), "lint and format (biome)").passed).toBe(true);
});

it.each([
  ["bad formatting", "greeting.ts", "export const greeting   = 'hello'", "format"],
  ["any", "greeting.ts", "export const greeting: any = 1;\n", "noExplicitAny"],
  ["a default export", "greeting.ts", "export default 1;\n", "noDefaultExport"],
  ["a re-export of everything", "index.ts", 'export * from "./greeting.ts";\n', "noReExportAll"],
  ["a name that is not in kebab case", "myGreeting.ts", GOOD, "useFilenamingConvention"],
  ["a function over 50 lines", "speak.ts", longFunction(54), "noExcessiveLinesPerFunction"],
  ["a file over 300 lines", "greeting.ts", longFile(301), "noExcessiveLinesPerFile"],
  [
    "four positional parameters",
    "add.ts",
    "export function add(a: number, b: number, c: number, d: number): number {\n  return a + b + c + d;\n}\n",
    "useMaxParams",
  ],
  [
    "a promise nobody waits for",
    "work.ts",
    "async function work(): Promise<void> {}\n\nexport function start(): void {\n  work();\n}\n",
    "noFloatingPromises",
  ],
  [
    "a warning",
    "work.ts",
    "export function start(): void {\n  const unused = 1;\n}\n",
    "noUnusedVariables",
  ],
  [
    "a skipped test",
    "work.test.ts",
    'import { it } from "vitest";\n\nit.skip("works", () => {});\n',
    "noSkippedTests",
  ],
])("fails on %s", (_title, name, text, rule) => {
  const verdict = judge(createSource(name, text), "lint and format (biome)");
  expect(verdict.output).toContain(rule);
  expect(verdict.passed).toBe(false);
});
