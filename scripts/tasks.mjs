// What each root script does: a list of commands, each an array of program and arguments.

const turbo = (...tasks) => ["pnpm", "exec", "turbo", "run", ...tasks];
const source = (file, ...rest) => ["node", "--conditions=@usage-billing/source", file, ...rest];

/** The tasks by name; each takes the arguments given after it. */
export const TASKS = {
  start: (rest) => [source("examples/month-of-usage/start.ts", ...rest)],
  test: (rest) => [
    ["node", "scripts/summary.mjs", "--reset"],
    turbo("typecheck", "test", "--continue=dependencies-successful", ...rest),
    ["node", "scripts/summary.mjs"],
  ],
  check: (rest) => [["node", "scripts/checks/src/main.ts", ...rest]],
  generate: (rest) => [["pnpm", "--filter", "@usage-billing/generate", "generate", ...rest]],
  "generate:check": (rest) => [
    ["pnpm", "--filter", "@usage-billing/generate", "generate:check", ...rest],
  ],
  contract: (rest) => [turbo("test", "--filter=@usage-billing/contract-tests", ...rest)],
  specs: (rest) => [["pnpm", "exec", "redocly", "lint", ...rest]],
  bench: (rest) => [source("packages/benchmarks/src/main.ts", ...rest)],
};
