import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `explain` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerExplain(program: Command, context: CommandContext): void {
  program
    .command("explain")
    .description("explain why a record is where it is, and name the command that comes next")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
It tells the source row and which column gave what, the rule and the channel's words with what they mean,
what was sent and when, and what to do. docs/refusals.md has every refusal that the APIs are known to give.
It asks the ledger and the source file only: no connection is opened and nothing is changed.

Examples:
  $ usage-billing explain 4f1c2c4dd6a94e1fb2a64de0f3f0c9aa
  $ usage-billing explain 4f1c2c --json`,
    )
    .action(async (recordId: string, options) => {
      const { explainRecord } = await import("../commands/explain.ts");
      await explainRecord(recordId, options, context);
    });
}
