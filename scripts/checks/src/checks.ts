import type { Check } from "./run-check.ts";

const tool = (...args: string[]): Check["command"] => ["pnpm", "exec", ...args];
const own = (file: string): Check["command"] => ["node", `scripts/checks/src/${file}`];
const inPackage = (name: string, script: string): Check["command"] => [
  "pnpm",
  "--filter",
  `@usage-billing/${name}`,
  script,
];

/** Every check, in the order in which they run: the quick ones first. */
export const CHECKS: readonly Check[] = [
  { name: "lint and format (biome)", command: tool("biome", "ci", "--error-on-warnings", ".") },
  { name: "import directions", command: own("check-imports.ts") },
  { name: "tree conventions", command: own("check-tree.ts") },
  { name: "documented exports", command: own("check-documentation.ts") },
  { name: "types (tsc)", command: tool("turbo", "run", "typecheck", "--output-logs=errors-only") },
  { name: "specs (redocly)", command: tool("redocly", "lint") },
  { name: "generated code", command: inPackage("generate", "generate:check") },
  { name: "generated documentation", command: inPackage("docs", "generate:check") },
  { name: "unused code (knip)", command: tool("knip") },
  { name: "build (tsc)", command: own("check-build.ts") },
  { name: "published packages (publint, attw)", command: own("check-packages.ts") },
];
