import { parseArgs } from "node:util";
import type { Bench } from "./bench.ts";
import { clientBench } from "./client/client-bench.ts";
import { inputBench } from "./input/input-bench.ts";
import { ledgerBench } from "./ledger/ledger-bench.ts";
import { reconcileBench } from "./reconcile/reconcile-bench.ts";
import { rollUpBench } from "./roll-up/roll-up-bench.ts";
import { uiBench } from "./ui/ui-bench.ts";
import { workbookBench } from "./workbook/workbook-bench.ts";

/** Every bench by its name on the command line. */
const benches: Readonly<Record<string, Bench>> = {
  client: clientBench,
  input: inputBench,
  ledger: ledgerBench,
  reconcile: reconcileBench,
  "roll-up": rollUpBench,
  ui: uiBench,
  workbook: workbookBench,
};

const lines = Object.entries(benches).map(
  ([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`,
);

const help = `Usage: npm run bench -- NAME [--rounds N]

Measures usage-billing beside other libraries on the same work, in one run.
Exit status: 0 when every target is met, 1 when one is missed, 2 for a bad command.

Names:
${lines.join("\n")}

Options:
  --rounds N  how often to measure everything, in turn (default 7, at most 50)
  --help      this text

Example:
  npm run bench -- client --rounds 3
`;

function readCommand(): { name: string; rounds: number } | undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { rounds: { type: "string", default: "7" }, help: { type: "boolean" } },
  });
  const [name = "", ...rest] = positionals;
  const rounds = Number(values.rounds);
  if (values.help) return undefined;
  if (rest.length > 0) throw new TypeError(`Unexpected argument '${rest[0]}'`);
  if (!Object.hasOwn(benches, name)) throw new TypeError(`No bench is called '${name}'`);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 50) {
    throw new TypeError("--rounds must be a whole number from 1 to 50");
  }
  return { name, rounds };
}

try {
  const command = readCommand();
  if (command === undefined) console.log(help);
  else if (!(await benches[command.name]?.run(command.rounds, console.log))) process.exitCode = 1;
} catch (error) {
  // A bad command is a TypeError, by parseArgs or ours; anything else is a defect of the bench.
  if (!(error instanceof TypeError)) throw error;
  console.error(`${error.message}\n\n${help}`);
  process.exitCode = 2;
}
