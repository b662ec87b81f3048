import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

// Modules that several test files share are loaded once, which static mutants would outlive.
export default mergeConfig(shared, defineConfig({ test: { isolate: true } }));
