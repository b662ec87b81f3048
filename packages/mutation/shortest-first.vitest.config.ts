import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";
import { ShortestFirst } from "./src/shortest-first.ts";

// Vitest begins with the longest files, where nearly every mutant would wait for tests that are not needed.
export default mergeConfig(
  shared,
  defineConfig({ test: { isolate: false, sequence: { sequencer: ShortestFirst } } }),
);
