import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

// Its tests wait for child processes most of the time, so two files at once keep two cores busy.
export default mergeConfig(shared, defineConfig({ test: { name: "campaign", maxWorkers: 2 } }));
