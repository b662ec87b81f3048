import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { CREDENTIAL_HELP, configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `correct` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerCorrect(program: Command, context: CommandContext): void {
  program
    .command("correct")
    .description("correct a record, in the way that its channel takes at this moment of its life")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .option("--quantity <quantity>", "the quantity that is true")
    .option("--period <period>", "the period that it belongs to: START/END, a month or a day")
    .option("--meter <meter>", "the meter that it belongs to")
    .option("--delete", "it did not happen")
    .option(
      "--into <period>",
      "where another record makes up for what is missing; the next period when left out",
    )
    .option("--reason <text>", "why; it is kept in the ledger")
    .option("--by <name>", "who wants it; the user of this machine when left out")
    .option("--dry-run", "show what would be done; nothing is sent or changed")
    .option("--yes", "do not ask")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
A record that was not sent is replaced in the ledger. One that its channel holds is corrected there: a
usage file is uploaded again, a usage deleted and posted, or updated. One that is billed stays as it is:
where the truth is higher, another record in the next period makes up for it; where it is lower, the
credit note to ask for is stated. docs/corrections.md has the whole table. Where it was interrupted, the
same command again finishes it.

Exit status:
  0    it is corrected, in line for the next report, or stated as a credit note
  2    it cannot be corrected so, or not now; it stands as it was
  3    the channel refused it, or stored only a part
  4    how it ended is not known; make the same correction again
${CREDENTIAL_HELP}

Examples:
  $ usage-billing correct 4f1c2c --quantity 12.5 --dry-run
  $ usage-billing correct 4f1c2c --quantity 12.5 --reason "the meter counted twice"
  $ usage-billing correct 4f1c2c --period 2026-10-03 --reason "wrong day" --yes
  $ usage-billing correct 4f1c2c --delete --reason "a test account" --by ines --yes`,
    )
    .action(async (recordId: string, options) => {
      const { correctUsage } = await import("../commands/correct.ts");
      await correctUsage(recordId, options, context);
    });
}
