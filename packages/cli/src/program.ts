import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { DEFAULT_CONFIGURATION } from "./configuration/load-configuration.ts";
import type { CommandContext } from "./context.ts";

const EXIT_STATUS_HELP = `
Exit status:
  0    everything was reported
  2    the command, its configuration, a credential or an input file is bad; from bad input nothing is sent
  3    some records were refused, or stored only in part
  4    an outcome is unknown, or a channel was not reached; run the command again
  130  ended by Ctrl-C; run the command again to go on`;

const CREDENTIAL_HELP = `
Credentials come from the environment, by channel id (see "usage-billing channels"):
  USAGE_BILLING_CONNECT_API_KEY, USAGE_BILLING_REBILLY_API_KEY, USAGE_BILLING_TWOCHECKOUT_SECRET_KEY`;

function readVersion(): string {
  const manifest = new URL("../package.json", import.meta.url);
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
}

function configOption(): Option {
  return new Option("--config <file>", "the configuration").default(DEFAULT_CONFIGURATION);
}

function jsonOption(): Option {
  return new Option("--json", "print JSON, for programs");
}

function addReport(program: Command, context: CommandContext): void {
  program
    .command("report")
    .description("report the usage in CSV or JSON Lines files to the channels that bill for it")
    .argument("<file...>", "CSV with a header, or JSON Lines named .jsonl, in UTF-8")
    .addOption(configOption())
    .option("--channel <id>", "report only the records of this channel")
    .option("--dry-run", "check the files and show the plan; open no connection, change nothing")
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
      const { reportUsage } = await import("./commands/report.ts");
      await reportUsage(files, options, context);
    });
}

function addList(program: Command, context: CommandContext): void {
  program
    .command("list")
    .description("list the usage that a channel holds")
    .requiredOption("--channel <id>", "the channel")
    .requiredOption("--from <time>", "the first instant, ISO 8601 with Z or an offset")
    .requiredOption("--to <time>", "the first instant after the window")
    .option("--subscription <id...>", "only usage of these subscriptions")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
2Checkout lists by subscription: without --subscription those are listed that the ledger knows.
With --json each line is one piece of usage.

Example:
  $ usage-billing list --channel rebilly --from 2026-10-01T00:00:00Z --to 2026-11-01T00:00:00Z`,
    )
    .action(async (options) => {
      const { listUsage } = await import("./commands/list.ts");
      await listUsage(options, context);
    });
}

function addRetract(program: Command, context: CommandContext): void {
  program
    .command("retract")
    .description("take a reported record back, where its channel still allows it")
    .argument("<record-id>", "the record's id, as report and list print it")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
The record is found through the ledger that reported it.

Example:
  $ usage-billing retract 4f1c2c4dd6a94e1fb2a64de0f3f0c9aa`,
    )
    .action(async (recordId: string, options) => {
      const { retractUsage } = await import("./commands/retract.ts");
      await retractUsage(recordId, options, context);
    });
}

function addChannels(program: Command, context: CommandContext): void {
  program
    .command("channels")
    .description("show the configured channels, what they can do and which credential they need")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  $ usage-billing channels")
    .action(async (options) => {
      const { showChannels } = await import("./commands/channels.ts");
      await showChannels(options, context);
    });
}

function addTwin(program: Command, context: CommandContext): void {
  program
    .command("twin")
    .description("run a local server that behaves like an API, for trying and testing")
    .argument("[api]", "connect, rebilly, twocheckout or all", "all")
    .option("--port <number>", "the first port; any free one when left out", parsePort)
    .option("--catalogue <file>", "JSON of the products, assets and subscriptions that it knows")
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Besides the API a twin answers:
  GET    /_twin/usage      everything that it holds
  GET    /_twin/catalogue  everything that it knows, credentials included
  POST   /_twin/faults     arms a fault, for example {"kind":"lose-answer","times":1}
  DELETE /_twin            forgets usage and faults

Examples:
  $ usage-billing twin rebilly --port 4011
  $ usage-billing twin all --port 4010`,
    )
    .action(async (api: string, options) => {
      const { runTwins } = await import("./commands/twin.ts");
      await runTwins(api, options, context);
    });
}

// Each command is loaded when it is run: help is then quick, and a dry run needs no ledger in memory.

/**
 * Makes the command line: every command with its options, help and action.
 *
 * @param context - What commands get from the process.
 * @returns The program; parse arguments with it.
 */
export function createProgram(context: CommandContext): Command {
  const program = new Command("usage-billing")
    .description("Report metered usage to CloudBlue Connect, Rebilly and 2Checkout.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeOut: context.print, writeErr: context.warn })
    .addHelpText(
      "after",
      `
Start with:
  $ usage-billing channels            what is configured
  $ usage-billing report FILE --dry-run
  $ usage-billing report FILE`,
    );
  for (const add of [addReport, addList, addRetract, addChannels, addTwin]) add(program, context);
  return program;
}
