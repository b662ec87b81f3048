import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `retract` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerRetract(program: Command, context: CommandContext): void {
  program
    .command("retract")
    .description("take a reported record back, where its channel still allows it")
    .argument("<record-id>", "the record's id, as report and list print it")
    .option("--reason <text>", "why; it is kept in the ledger")
    .option("--by <name>", "who wants it; the user of this machine when left out")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
The record is found through the ledger that reported it. "usage-billing correct --delete" does the same at
every moment of a record's life: also before it is sent, and once it is billed.

Example:
  $ usage-billing retract 4f1c2c4dd6a94e1fb2a64de0f3f0c9aa --reason "a test account"`,
    )
    .action(async (recordId: string, options) => {
      const { retractUsage } = await import("../commands/retract.ts");
      await retractUsage(recordId, options, context);
    });
}
