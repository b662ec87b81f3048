import { fileURLToPath } from "node:url";
import type { PartialStrykerOptions } from "@stryker-mutator/api/core";
import type { Target } from "./targets.ts";

/** The least share of mutants, in percent, that the tests have to notice. */
export const LEAST_SCORE = 85;

const REPORTS = "packages/mutation/.reports";

/** How one run differs from the usual one. */
export interface RunChoices {
  /** Sources to break instead of all, from the package's `src`, as globs. */
  readonly only: readonly string[];
  /** How many mutants are played at the same time. */
  readonly concurrency: number;
  /** Whether results of the last run are forgotten. */
  readonly force: boolean;
}

const ROOT = new URL("../../../", import.meta.url).href;
/** From the root: Stryker looks for it in its copy of the repository. */
const SHORTEST_FIRST = import.meta.resolve("../shortest-first.vitest.config.ts").slice(ROOT.length);

const NO_SOURCES = ["**/*.test.ts", "**/__fixtures__/**"];

/**
 * Writes down how Stryker plays one package.
 *
 * The whole repository is copied, without what is built or installed, because the packages read
 * each other's sources; only the sources of the one package are mutated.
 *
 * @param target - The package.
 * @param choices - How this run differs from the usual one.
 * @returns Stryker's options, for the root of the repository as working directory.
 */
export function toStrykerOptions(target: Target, choices: RunChoices): PartialStrykerOptions {
  const { name, folder } = target;
  const sources = choices.only.length === 0 ? target.sources : choices.only;
  const incrementalFile = `${REPORTS}/${name}.incremental.json`;
  return {
    mutate: [
      ...sources.map((glob) => `${folder}/src/${glob}`),
      ...NO_SOURCES.map((glob) => `!${folder}/src/${glob}`),
    ],
    // Static mutants meet no test at all when files are named (Stryker 10.1.1): then they are left out.
    ...(target.ignoreStatic
      ? { testFiles: target.tests.map((glob) => `${folder}/src/${glob}`) }
      : {}),
    plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner"))],
    testRunner: "vitest",
    vitest: {
      configFile: target.ignoreStatic
        ? SHORTEST_FIRST
        : "packages/mutation/isolated.vitest.config.ts",
      dir: target.testFolder,
      related: false,
    },
    coverageAnalysis: "perTest",
    ignoreStatic: target.ignoreStatic,
    concurrency: choices.concurrency,
    incremental: true,
    incrementalFile,
    force: choices.force,
    ignorePatterns: [".cache", ".turbo", ".reports", "dist", "packages/*/.usage-billing"],
    tempDirName: ".cache/mutation",
    disableTypeChecks: false,
    allowConsoleColors: false,
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
    htmlReporter: { fileName: `${REPORTS}/${name}.html` },
    jsonReporter: { fileName: `${REPORTS}/${name}.json` },
    thresholds: { high: 95, low: 90, break: LEAST_SCORE },
    timeoutMS: 5000,
  };
}
