import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

// Modules that several test files share are loaded once, which static mutants would outlive. Tests are
// looked for from the folder that a target names, which may lie within `src`.
export default mergeConfig(
  shared,
  defineConfig({ test: { isolate: true, include: ["**/*.test.ts"] } }),
);
