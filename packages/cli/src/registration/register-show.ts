import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `show` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerShow(program: Command, context: CommandContext): void {
  program
    .command("show")
    .description("show the whole history of a record, what it means and what to do next")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
It asks the ledger only: no connection is opened and nothing is changed.

Examples:
  $ usage-billing show 4f1c2c4dd6a94e1fb2a64de0f3f0c9aa
  $ usage-billing show 4f1c2c --json`,
    )
    .action(async (recordId: string, options) => {
      const { showRecord } = await import("../commands/show.ts");
      await showRecord(recordId, options, context);
    });
}
