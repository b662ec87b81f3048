import { basename, resolve } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";
import { shared } from "../../vitest.shared.ts";

/** The packages whose suites talk to twins, with the part of them that does. */
const suites: Readonly<Record<string, string>> = {
  "adapters/connect": "src/**/*.test.ts",
  "adapters/rebilly": "src/**/*.test.ts",
  "adapters/twocheckout": "src/**/*.test.ts",
  cli: "src/**/*.test.ts",
  // The reporter's own suite has channels of its own; here it reports to twins.
  campaign: "src/at-twins/*.test.ts",
};

const setup = resolve(import.meta.dirname, "src/traffic/record-traffic.ts");

/** Files share nothing: each has to import the module anew through which the setup learns of its twins. */
function toProject([folder, include]: [string, string]): TestProjectInlineConfiguration {
  const root = resolve(import.meta.dirname, "..", folder);
  const name = basename(folder);
  return {
    ...shared,
    root,
    test: { ...shared.test, root, name, include: [include], setupFiles: [setup], isolate: true },
  };
}

export default defineConfig({
  test: { projects: Object.entries(suites).map(toProject), reporters: ["default"] },
});
