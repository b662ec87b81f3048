import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../../vitest.shared.ts";

// Nothing here keeps state in a module, and to load all modules for each file took half of the time.
export default mergeConfig(shared, defineConfig({ test: { name: "connect", isolate: false } }));
