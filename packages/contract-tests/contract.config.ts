import { defineConfig } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** The long part of the suite. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    name: "contract",
    include: ["campaign/**/*.test.ts"],
    reporters: ["default"],
    testTimeout: 600_000,
  },
});
