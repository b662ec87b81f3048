import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `decide` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerDecide(program: Command, context: CommandContext): void {
  program
    .command("decide")
    .description("say of a record in doubt whether its channel holds it, after looking it up there")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .option("--held <reference>", "the channel holds it, under this id of its own")
    .addOption(
      new Option("--not-held", "the channel does not hold it: it is sent again").conflicts("held"),
    )
    .option("--reason <text>", "what the decision rests on; it is kept in the ledger")
    .option("--by <name>", "who decides; the user of this machine when left out")
    .option("--yes", "do not ask")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Only records that are ambiguous, disputed or unknown can be decided. What the channel holds that is or
could be the record is named first. A wrong --not-held bills the usage twice; a wrong --held never bills
it. Nothing is changed at the channel: take a double away there first.

Examples:
  $ usage-billing decide 4f1c2c
  $ usage-billing decide 4f1c2c --held usage_01HRF27S --reason "the customer's invoice shows it"
  $ usage-billing decide 4f1c2c --not-held --reason "support found nothing" --by ines --yes`,
    )
    .action(async (recordId: string, options) => {
      const { decideRecord } = await import("../commands/decide.ts");
      await decideRecord(recordId, options, context);
    });
}
