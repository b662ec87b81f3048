import type { Command } from "commander";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../context.ts";
import {
  CREDENTIAL_HELP,
  configOption,
  jsonOption,
  waitOption,
  zoneOption,
} from "./shared-options.ts";

const EXIT_STATUS_HELP = `
Exit status:
  0    everything was reported
  2    the command, its configuration, a credential or an input file is bad; from bad input nothing is sent
  3    some records were refused, or stored only in part
  4    an outcome is unknown, a channel was not reached, or with --due a schedule is in alarm or
       past a deadline; run the command again
  130  ended by Ctrl-C; run the command again to go on`;

interface InputOptions {
  readonly due?: boolean;
  readonly period?: string;
  readonly zone?: string;
  readonly acceptEmpty?: boolean;
}

/** Usage comes from files, or from the sources that are due. */
function requireOneInput(files: readonly string[], options: InputOptions): void {
  const { due, period, zone, acceptEmpty } = options;
  if (due === true && files.length > 0) {
    throw new CommandError("Give files or --due, not both. Nothing was sent.");
  }
  if (due !== true && files.length === 0) {
    throw new CommandError(
      'missing required argument "file": name at least one, or report what is due with --due.',
    );
  }
  if (due !== true && (period !== undefined || zone !== undefined || acceptEmpty === true)) {
    throw new CommandError(
      "--period, --zone and --accept-empty belong to --due. Nothing was sent.",
    );
  }
}

/**
 * Adds `report` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerReport(program: Command, context: CommandContext): void {
  program
    .command("report")
    .description("report the usage in CSV or JSON Lines files, or what is due, to the channels")
    .argument("[file...]", "CSV with a header, or JSON Lines named .jsonl, in UTF-8")
    .addOption(configOption())
    .option("--channel <id>", "report only the records of this channel")
    .option("--due", "report what the schedules of the sources say is due, instead of files")
    .option(
      "--period <period>",
      "with --due: only windows with their middle in 2026-10, 2026 or START/END",
    )
    .addOption(zoneOption())
    .option("--accept-empty", "with --due: where a source is silent, there was no usage")
    .option("--dry-run", "show what would be sent; send nothing, change no ledger")
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `${EXIT_STATUS_HELP}

A dry run opens no connection to a channel and needs no credential of one. It looks at the files alone,
so that it counts also what the ledger knows as reported; with --due it reads the sources and the ledger,
and lists the windows that would be sent. What only the channel can refuse is seen when it is sent.
${CREDENTIAL_HELP}

Examples:
  $ usage-billing report october.csv --dry-run
  $ usage-billing report october.csv november.jsonl
  $ usage-billing report october.csv --channel rebilly --json
  $ usage-billing report --due --dry-run
  $ usage-billing report --due`,
    )
    .action(async (files: readonly string[], options) => {
      requireOneInput(files, options);
      if (options.due === true) {
        const { reportDue } = await import("../commands/report-due.ts");
        return reportDue(options, context);
      }
      const { reportUsage } = await import("../commands/report.ts");
      await reportUsage(files, options, context);
    });
}
