import { join } from "node:path";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { findTargets } from "./targets.ts";
import { LEAST_SCORE, toStrykerOptions } from "./to-stryker-options.ts";

const help = `Usage: npm run mutation -- [package ...] [options]

Breaks the sources of core, http, rebilly, twocheckout and connect, one place at a time, and runs
the tests that pass there. Exit status: 0 when the tests notice ${LEAST_SCORE} % or more, 1 when less,
2 for a bad command.

Options:
  --only GLOB      only these sources, from the package's src; more than once for more
  --concurrency N  mutants played at the same time (default 1)
  --force          plays every mutant again, also where nothing changed since the last run
  --help           this text

Example:
  npm run mutation -- core --only 'errors/*.ts'
`;

const ROOT = join(import.meta.dirname, "../../..");

function readCommand() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: "string", multiple: true, default: [] },
      concurrency: { type: "string", default: "1" },
      force: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (!/^[1-9]\d?$/.test(values.concurrency)) {
    throw new TypeError("--concurrency must be a whole number from 1 to 99");
  }
  const { only, force } = values;
  const choices = { only, concurrency: Number(values.concurrency), force };
  return { targets: findTargets(positionals), choices, help: values.help };
}

async function main(): Promise<void> {
  const command = readCommand();
  if (command.help) {
    process.stdout.write(help);
    return;
  }
  process.chdir(ROOT);
  // Stryker sets the exit status itself when a score is too low.
  for (const target of command.targets) {
    process.stdout.write(`\n${target.name}\n`);
    await new Stryker(toStrykerOptions(target, command.choices)).runMutationTest();
  }
}

main().catch((error: unknown) => {
  if (error instanceof TypeError) process.stderr.write(`${error.message}\n\n${help}`);
  else console.error(error);
  process.exitCode = error instanceof TypeError ? 2 : 1;
});
