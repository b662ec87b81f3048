import { defaultServerConditions } from "vite";
import { defineConfig, type ViteUserConfig } from "vitest/config";

// Tests read the other packages' sources, so nothing has to be built first.
const conditions = ["@usage-billing/source", ...defaultServerConditions];

/** What every package's vitest.config.ts starts from. */
export const shared: ViteUserConfig = defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default", ["json", { outputFile: ".reports/vitest.json" }]],
    typecheck: { include: ["src/**/*.test-d.ts"] },
    testTimeout: 60_000,
    // Most of the time of many files is spent on imports, which those of one process share.
    isolate: false,
  },
});
