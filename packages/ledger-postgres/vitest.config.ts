import { defineConfig, mergeConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      name: "ledger-postgres",
      globalSetup: "src/__fixtures__/test-server.ts",
      include: ["campaign/**/*.test.ts"],
    },
  }),
);
