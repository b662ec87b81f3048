import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption } from "./shared-options.ts";

const EXAMPLE_WINDOW = "--from 2026-10-01T00:00:00Z --to 2026-10-02T00:00:00Z";

function registerList(sources: Command, context: CommandContext): void {
  sources
    .command("list")
    .description("show the configured sources")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  $ usage-billing sources list")
    .action(async (options) => {
      const { listSources } = await import("../commands/sources/list-sources.ts");
      await listSources(options, context);
    });
}

function registerCheck(sources: Command, context: CommandContext): void {
  sources
    .command("check")
    .description("see whether sources can be read and have the columns they need")
    .argument("[name...]", "the sources; all when left out")
    .option("--from <time>", "the window's first instant; the last whole day when left out")
    .option("--to <time>", "the first instant after the window")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Reads the first row of each, so a command is started and a query is asked.
Exit status: 0 ready, 2 something to mend, 4 a source yields nothing.

Example:
  $ usage-billing sources check`,
    )
    .action(async (names: readonly string[], options) => {
      const { checkSources } = await import("../commands/sources/check-sources.ts");
      await checkSources(names, options, context);
    });
}

function registerRead(sources: Command, context: CommandContext): void {
  sources
    .command("read")
    .description("print what a source yields for a window, as it would be reported")
    .argument("<name>", "the source")
    .requiredOption("--from <time>", "the window's first instant, ISO 8601 with Z or an offset")
    .requiredOption("--to <time>", "the first instant after the window")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Nothing is sent and no ledger is opened. With --json each line is one record.
Exit status: 0 done, 2 something to mend, 4 the source yields nothing.

Examples:
  $ usage-billing sources read metering ${EXAMPLE_WINDOW}
  $ usage-billing sources read metering ${EXAMPLE_WINDOW} --json`,
    )
    .action(async (name: string, options) => {
      const { readSource } = await import("../commands/sources/read-source.ts");
      await readSource(name, options, context);
    });
}

/**
 * Adds `sources` to the command line.
 *
 * @param program - The command line.
 * @param context - What commands get from the process.
 */
export function registerSources(program: Command, context: CommandContext): void {
  const sources = program
    .command("sources")
    .description("look at where usage comes from")
    .addHelpText("after", "\nExample:\n  $ usage-billing sources check");
  registerList(sources, context);
  registerCheck(sources, context);
  registerRead(sources, context);
}
