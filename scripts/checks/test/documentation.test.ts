import { expect, it } from "vitest";
import { createTree, judge } from "./tree.ts";

const MANIFEST = JSON.stringify({
  name: "@usage-billing/core",
  type: "module",
  exports: { ".": { "@usage-billing/source": "./src/index.ts" } },
});

/** A package whose entry point exports what another file declares. */
function judgeSource(declarations: string) {
  const tree = createTree({
    "packages/core/package.json": MANIFEST,
    "packages/core/src/index.ts": 'export { subject } from "./subject.ts";\n',
    "packages/core/src/subject.ts": declarations,
  });
  return judge(tree, "documented exports");
}

it("passes documented exports, and does not ask for what is not exported", () => {
  const verdict = judgeSource(`
    export function helper(value: number): number { return value; }
    /**
     * Doubles a number.
     *
     * @param value - The number.
     * @returns Twice the number.
     */
    export function subject(value: number): number { return helper(value) * 2; }
  `);
  expect(verdict).toMatchObject({ passed: true });
});

it.each([
  ["no TSDoc", "export const subject: number = 1;", "subject, which has no TSDoc"],
  [
    "no full stop",
    "/** The subject */\nexport const subject: number = 1;",
    "subject, whose TSDoc does not end with a full stop",
  ],
  [
    "no @param",
    "/**\n * Doubles.\n *\n * @returns Twice the value.\n */\nexport function subject(value: number): number { return value * 2; }",
    "subject, whose parameter value has no @param",
  ],
  [
    "no @returns",
    "/**\n * Doubles.\n *\n * @param value - A number.\n */\nexport function subject(value: number): number { return value * 2; }",
    "subject, which has no @returns",
  ],
  [
    "a method without TSDoc",
    "/** The subject. */\nexport class subject { run(): void {} }",
    "subject, its method run, which has no TSDoc",
  ],
])("fails on %s", (_title, declarations, message) => {
  const verdict = judgeSource(declarations);
  expect(verdict.output).toContain(`packages/core/src/index.ts exports ${message}`);
  expect(verdict.passed).toBe(false);
});
