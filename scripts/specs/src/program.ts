import { resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { acceptDocument } from "./commands/accept.ts";
import { showDrift } from "./commands/drift.ts";
import { fetchDocuments } from "./commands/fetch.ts";
import { proposeDrift } from "./commands/propose.ts";
import type { Workplace } from "./workplace.ts";

const DRIFT = 3;

function toCount(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("It is not a whole number above zero.");
}

function addFetch(program: Command, workplace: Workplace): void {
  program
    .command("fetch")
    .description("download upstream documents and keep the part that is used")
    .argument("[api]", "only this one of specs/sources.json")
    .option("--from <file or URL>", "read this document instead of the one in sources.json")
    .option("--timeout <ms>", "the longest time for one download", toCount, 60_000)
    .option("--maximum-bytes <bytes>", "the greatest size", toCount, 32 * 2 ** 20)
    .addHelpText(
      "after",
      "\nExamples:\n  npm run specs -- fetch connect\n  npm run specs -- fetch rebilly --from bundled.yml",
    )
    .action((api: string | undefined, options) => fetchDocuments(workplace, api, options));
}

function addDrift(program: Command, workplace: Workplace): void {
  program
    .command("drift")
    .description("compare the committed documents with the fetched ones")
    .argument("[api]", "only this one; all that were fetched by default")
    .option("--json", "print JSON, with advice on the client's next version", false)
    .option("--verbose", "list the known corrections too", false)
    .addHelpText("after", "\nExit status: 0 no drift, 2 cannot compare, 3 drift")
    .action((api: string | undefined, options) => {
      if (showDrift(workplace, api, options)) process.exitCode = DRIFT;
    });
}

function addAccept(program: Command, workplace: Workplace): void {
  program
    .command("accept")
    .description("take over into a committed document what its fetched one says otherwise")
    .argument("<api>", "the API")
    .addHelpText("after", "\nKnown corrections stay, and so do the words of the document.")
    .action((api: string) => acceptDocument(workplace, api));
}

/**
 * Makes the command `specs`.
 *
 * @param workplace - Where it works, and how it speaks.
 * @returns The program.
 */
export function createProgram(workplace: Workplace): Command {
  const program = new Command("specs")
    .description("Upstream OpenAPI documents: fetch, compare, take over.")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => workplace.print(text),
      writeErr: (text) => workplace.note(text.trimEnd()),
    })
    .showHelpAfterError();
  addFetch(program, workplace);
  addDrift(program, workplace);
  addAccept(program, workplace);
  program
    .command("propose")
    .description("take over all drift, with changesets and the text of a pull request")
    .option(
      "--changesets <folder>",
      "where changesets go",
      resolve(workplace.folder, "../.changeset"),
    )
    .action(({ changesets }) => proposeDrift(workplace, changesets));
  return program;
}
