import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import {
  CREDENTIAL_HELP,
  configOption,
  jsonOption,
  parsePort,
  waitOption,
} from "./shared-options.ts";

/**
 * Adds `ui` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerUi(program: Command, context: CommandContext): void {
  program
    .command("ui")
    .description("show the ledger live in a browser of this machine, and retry, decide and correct")
    .option("--channel <id...>", "only these channels")
    .addOption(
      new Option("--port <port>", "the port; any free one when left out")
        .argParser(parsePort)
        .default(0, "any free one"),
    )
    .option("--host <address>", "127.0.0.1 or ::1; no other address is served", "127.0.0.1")
    .option("--by <name>", "who decides and corrects; the user of this machine when left out")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
It prints a link with a token that is made anew at each start. Without the token nothing is answered.
Deliveries in flight, failed records with their explanation and history, sums and statements are read from
the ledger as it is. Every change is shown before it is made, and made only when you confirm it.
A ledger in one file is open only while something is read, so that other commands have it in between.
Nothing is fetched from any other place, and nothing but this machine can reach it. From another machine:
ssh -L 7117:127.0.0.1:7117 HOST, with --port 7117 there.
Corrections at a channel need its credential; everything else needs none.
${CREDENTIAL_HELP}

Exit status:
  0    stopped as asked, by Ctrl-C
  2    the command or its configuration is bad, there is no ledger, or the port is taken

Examples:
  $ usage-billing ui
  $ usage-billing ui --port 7117 --channel connect
  $ usage-billing ui --by ines`,
    )
    .action(async (options) => {
      const { serveUi } = await import("../commands/ui.ts");
      await serveUi(options, context);
    });
}
