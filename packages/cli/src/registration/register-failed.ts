import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

function registerFailedList(failed: Command, context: CommandContext): void {
  failed
    .command("list")
    .description(
      "list the records that were refused, are disputed or ambiguous, with the reason and the fix",
    )
    .option("--channel <id>", "only this channel")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
With --json each line is one record.

Examples:
  $ usage-billing failed list
  $ usage-billing failed list --channel connect --json`,
    )
    .action(async (options) => {
      const { listFailedRecords } = await import("../commands/failed.ts");
      await listFailedRecords(options, context);
    });
}

function registerFailedShow(failed: Command, context: CommandContext): void {
  failed
    .command("show")
    .description("show why a record was refused, or what its channel holds that is or could be it")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  $ usage-billing failed show 4f1c2c")
    .action(async (recordId: string, options) => {
      const { showFailedRecord } = await import("../commands/failed.ts");
      await showFailedRecord(recordId, options, context);
    });
}

function registerFailedRetry(failed: Command, context: CommandContext): void {
  failed
    .command("retry")
    .description("put refused records back in line as they are, once the cause was mended")
    .argument("[record-id...]", "the records' ids, or their beginnings")
    .option("--all", "every refused record")
    .option("--channel <id>", "only refused records of this channel")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
Nothing is sent by it: the next report or run does. Where the record itself was wrong, report the
corrected file instead. A disputed or ambiguous record is never sent again before somebody decides.

Examples:
  $ usage-billing failed retry 4f1c2c
  $ usage-billing failed retry --all --channel connect
  $ usage-billing run --once`,
    )
    .action(async (recordIds: readonly string[], options) => {
      const { retryFailedRecords } = await import("../commands/retry.ts");
      await retryFailedRecords(recordIds, options, context);
    });
}

function registerFailedDismiss(failed: Command, context: CommandContext): void {
  failed
    .command("dismiss")
    .description("end the story of a refused record: nothing is billed for it, ever")
    .argument("<record-id>", "the record's id, or its beginning where no other id begins so")
    .option("--reason <text>", "why nothing is billed for it; it is kept in the ledger")
    .option("--by <name>", "who decides; the user of this machine when left out")
    .option("--yes", "do not ask")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
For a record that was mended under another id, or should never have been reported. It is dismissed then:
"status" asks for nothing any more, and a file that has it still is no reason to send it. A usage that has
to be billed after all needs a record id of its own. Where the record can be mended under the same id,
report the mended file instead.

Examples:
  $ usage-billing failed dismiss 4f1c2c --reason "mended as 88a0e1"
  $ usage-billing failed dismiss 4f1c2c --reason "a trial" --by ines --yes`,
    )
    .action(async (recordId: string, options) => {
      const { dismissRecord } = await import("../commands/dismiss.ts");
      await dismissRecord(recordId, options, context);
    });
}

/**
 * Adds `failed` with its commands to the command line.
 *
 * @param program - The command line.
 * @param context - What the commands get from the process.
 */
export function registerFailed(program: Command, context: CommandContext): void {
  const failed = program
    .command("failed")
    .description(
      "list, show, retry or dismiss the records that were refused; list those in dispute or doubt",
    )
    .addHelpText("after", "\nExample:\n  $ usage-billing failed list");
  registerFailedList(failed, context);
  registerFailedShow(failed, context);
  registerFailedRetry(failed, context);
  registerFailedDismiss(failed, context);
}
