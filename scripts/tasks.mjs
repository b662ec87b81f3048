// What each root script does: a list of commands, each an array of program and arguments.
import { findChromium } from "../packages/browser-testing/src/find-chromium.mjs";

const turbo = (...tasks) => ["pnpm", "exec", "turbo", "run", ...tasks];
const source = (file, ...rest) => ["node", "--conditions=@usage-billing/source", file, ...rest];
const inPackage = (name, ...script) => ["pnpm", "--filter", `@usage-billing/${name}`, ...script];
const checkGenerated = (rest) => [
  inPackage("generate", "generate:check", ...rest),
  inPackage("docs", "generate:check"),
];

/** The tasks by name; each takes the arguments given after it. */
export const TASKS = {
  start: (rest) => [source("examples/month-of-usage/start.ts", ...rest)],
  test: (rest) => [
    ["node", "scripts/summary.mjs", "--reset"],
    turbo(
      "test",
      ...(findChromium() === undefined ? [] : ["test:browser"]),
      "--continue=dependencies-successful",
      "--output-logs=new-only",
      ...rest,
    ),
    ["node", "scripts/missing-browser.mjs"],
    ["node", "scripts/summary.mjs"],
  ],
  check: (rest) => [["node", "scripts/checks/src/main.ts", ...rest]],
  generate: (rest) =>
    rest.includes("--check")
      ? checkGenerated(rest.filter((argument) => argument !== "--check"))
      : [
          inPackage("generate", "generate", ...rest),
          inPackage("statement", "generate"),
          inPackage("docs", "generate"),
        ],
  "generate:check": (rest) => checkGenerated(rest),
  "new:channel": (rest) => [["node", "scripts/new-channel/src/main.ts", ...rest]],
  contract: (rest) => [inPackage("contract-tests", "contract", ...rest)],
  specs: ([command = "lint", ...rest]) => [
    command === "lint"
      ? ["pnpm", "exec", "redocly", "lint", ...rest]
      : ["node", "scripts/specs/src/main.ts", command, ...rest],
  ],
  runtimes: (rest) => [
    turbo("build", "--output-logs=errors-only", "--filter=@usage-billing/runtimes^..."),
    inPackage("runtimes", "runtimes", ...rest),
  ],
  release: (rest) => [inPackage("release", "release", ...rest)],
  "release:check": () => [inPackage("release", "release", "check")],
  bench: (rest) => [source("packages/benchmarks/src/main.ts", ...rest)],
  campaign: (rest) => [source("packages/campaign/src/main.ts", ...rest)],
  mutation: (rest) => [inPackage("mutation", "mutation", ...rest)],
};
