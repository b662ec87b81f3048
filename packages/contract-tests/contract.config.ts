import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** The long part of the suite. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], reporters: ["default"] } },
  defineConfig({
    test: { name: "contract", include: ["campaign/**/*.test.ts"], testTimeout: 600_000 },
  }),
);
