import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

// Most of a test's time is spent waiting for a twin, and most of a file's on imports.
export default mergeConfig(
  shared,
  defineConfig({ test: { name: "cli", isolate: false, maxWorkers: 3 } }),
);
