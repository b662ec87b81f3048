import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption, zoneOption } from "./shared-options.ts";

/**
 * Adds `statement` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerStatement(program: Command, context: CommandContext): void {
  program
    .command("statement")
    .description("state what was reported, accepted, billed and left open in a period")
    .requiredOption("--period <period>", "2026-10, 2026, 2026-10-31 or START/END")
    .addOption(zoneOption())
    .option("--channel <id>", "only this channel")
    .option("--html <file>", "write it as one web page, with charts, that needs nothing beside it")
    .option("--csv <file>", "write a line for every subscription and meter")
    .option("--open-csv <file>", "write a line for every open record")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
A record belongs to the period in which its own period starts, as in "reconcile". Where usage is
reported by days of another time zone, name it with --zone. Files that are there are written over.

Exit status:
  0    the statement agrees with the ledger
  2    the command or its configuration is bad, there is no ledger, or a file cannot be written
  4    the ledger was written to while it was read: make the statement again

Examples:
  $ usage-billing statement --period 2026-10
  $ usage-billing statement --period 2026-10 --html october.html --csv october.csv
  $ usage-billing statement --period 2026-10 --channel connect --json
  $ usage-billing statement --period 2026-10 --zone Europe/Bucharest`,
    )
    .action(async (options) => {
      const { showStatement } = await import("../commands/statement.ts");
      await showStatement(options, context);
    });
}
