import { defineConfig, type ViteUserConfig } from "vitest/config";
import { shared } from "../../../vitest.shared.ts";

/**
 * The vitest configuration of a package's browser tests, which stand in its folder `browser`.
 *
 * @param name - The package's name.
 * @returns What its `browser.config.ts` exports.
 */
export function defineBrowserTests(name: string): ViteUserConfig {
  return defineConfig({
    ...shared,
    test: {
      ...shared.test,
      name: `${name} in a browser`,
      include: ["browser/**/*.test.ts"],
      reporters: ["default", ["json", { outputFile: ".reports/browser.json" }]],
      isolate: false,
    },
  });
}
