import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { CREDENTIAL_HELP, configOption, jsonOption, waitOption } from "./shared-options.ts";

const EXIT_STATUS_HELP = `
Exit status:
  0    everything was reported
  2    the command, its configuration, a credential or an input file is bad; from bad input nothing is sent
  3    some records were refused, or stored only in part
  4    an outcome is unknown, or a channel was not reached; run the command again
  130  ended by Ctrl-C; run the command again to go on`;

/**
 * Adds `report` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerReport(program: Command, context: CommandContext): void {
  program
    .command("report")
    .description("report the usage in CSV or JSON Lines files to the channels that bill for it")
    .argument("<file...>", "CSV with a header, or JSON Lines named .jsonl, in UTF-8")
    .addOption(configOption())
    .option("--channel <id>", "report only the records of this channel")
    .option("--dry-run", "check the files and show the plan; open no connection, change nothing")
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `${EXIT_STATUS_HELP}
${CREDENTIAL_HELP}

Examples:
  $ usage-billing report october.csv --dry-run
  $ usage-billing report october.csv november.jsonl
  $ usage-billing report october.csv --channel rebilly --json`,
    )
    .action(async (files: readonly string[], options) => {
      const { reportUsage } = await import("../commands/report.ts");
      await reportUsage(files, options, context);
    });
}
