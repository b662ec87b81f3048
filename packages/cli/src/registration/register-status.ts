import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption, zoneOption } from "./shared-options.ts";

/**
 * Adds `status` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerStatus(program: Command, context: CommandContext): void {
  program
    .command("status")
    .description("show how many records stand where, with exact sums, and what to do next")
    .option("--channel <id>", "only this channel")
    .option("--period <period>", "only usage of 2026-10, 2026, 2026-10-31 or START/END")
    .addOption(zoneOption())
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Exit status:
  0    nothing is left to do
  2    the command or its configuration is bad, or there is no ledger
  3    records were refused, stored in part, or wait for somebody's decision
  4    records are not finished: run the report again

Examples:
  $ usage-billing status
  $ usage-billing status --channel rebilly --period 2026-10 --json`,
    )
    .action(async (options) => {
      const { showStatus } = await import("../commands/status.ts");
      await showStatus(options, context);
    });
}
