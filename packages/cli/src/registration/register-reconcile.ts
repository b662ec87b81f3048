import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import {
  CREDENTIAL_HELP,
  configOption,
  jsonOption,
  waitOption,
  zoneOption,
} from "./shared-options.ts";

/**
 * Adds `reconcile` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerReconcile(program: Command, context: CommandContext): void {
  program
    .command("reconcile")
    .description("compare the ledger with what a channel holds, pair by pair, and repair")
    .requiredOption("--channel <id>", "the channel")
    .requiredOption("--period <period>", "usage that starts in it: 2026-10, a day, or START/END")
    .addOption(zoneOption())
    .option("--csv <file>", "write every difference and the totals to a CSV file")
    .option("--force", "replace the CSV file if it is there")
    .option("--repair", "propose what can be done, ask, and do it")
    .option("--reason <text>", "why it is repaired; it is kept in the ledger")
    .option("--by <name>", "who repairs; the user of this machine when left out")
    .option("--yes", "do not ask")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Nothing is changed without --repair. What differs is read twice, the second time after the channel's lag.
Exit status: 0 nothing differs, 3 something does, 4 it is not complete: records are in flight, the channel
was not read whole, or the period is still open.

Examples:
  $ usage-billing reconcile --channel rebilly --period 2026-10
  $ usage-billing reconcile --channel connect --period 2026-10 --csv october.csv
  $ usage-billing reconcile --channel twocheckout --period 2026-10 --repair
${CREDENTIAL_HELP}`,
    )
    .action(async (options) => {
      const { reconcileUsage } = await import("../commands/reconcile.ts");
      await reconcileUsage(options, context);
    });
}
