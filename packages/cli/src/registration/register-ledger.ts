import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

const EXIT_STATUS_HELP = `
Exit status:
  0    the state is what the log gives
  2    the command or its configuration is bad, or the ledger cannot be opened
  3    the state is not what the log gives: "usage-billing ledger rebuild" mends it`;

function addCommon(command: Command): Command {
  return command.addOption(configOption()).addOption(waitOption()).addOption(jsonOption());
}

function registerVerify(ledger: Command, context: CommandContext): void {
  addCommon(ledger.command("verify"))
    .description("derive every state from the log again and say what differs; change nothing")
    .addHelpText("after", `${EXIT_STATUS_HELP}\n\nExample:\n  $ usage-billing ledger verify`)
    .action(async (options) => {
      const { verifyLedger } = await import("../commands/ledger.ts");
      await verifyLedger(options, context);
    });
}

function registerRebuild(ledger: Command, context: CommandContext): void {
  addCommon(ledger.command("rebuild"))
    .description("derive every state from the log again and keep that")
    .addHelpText("after", "\nExample:\n  $ usage-billing ledger rebuild")
    .action(async (options) => {
      const { rebuildLedger } = await import("../commands/ledger.ts");
      await rebuildLedger(options, context);
    });
}

function registerBackup(ledger: Command, context: CommandContext): void {
  addCommon(ledger.command("backup"))
    .argument("<file>", "where to write the copy; no file may be there")
    .description("write a consistent copy of a ledger in one file")
    .addHelpText(
      "after",
      `
Copying the file itself is safe only while no command runs. A ledger in PostgreSQL is backed up by
the server's own tools.

Example:
  $ usage-billing ledger backup ledger-2026-10.db`,
    )
    .action(async (file: string, options) => {
      const { backUpLedger } = await import("../commands/ledger.ts");
      await backUpLedger(file, options, context);
    });
}

function registerUpgrade(ledger: Command, context: CommandContext): void {
  addCommon(ledger.command("upgrade"))
    .description("bring a ledger of an older version to this one, and verify it")
    .addHelpText(
      "after",
      `
Every command does the same when it opens the ledger. Back it up first: older versions cannot open it
afterwards.
${EXIT_STATUS_HELP}

Example:
  $ usage-billing ledger upgrade`,
    )
    .action(async (options) => {
      const { upgradeLedger } = await import("../commands/ledger.ts");
      await upgradeLedger(options, context);
    });
}

function registerAdopt(ledger: Command, context: CommandContext): void {
  addCommon(ledger.command("adopt"))
    .argument("<channel>", "the channel's id")
    .description(
      "say that a channel's account, as configured now, is the one that the ledger is of",
    )
    .option("--yes", "do not ask")
    .addHelpText(
      "after",
      `
The ledger knows to which account each channel's usage went, and commands refuse a configuration that
says another one. Adopt it only where one account got another name or server.

Example:
  $ usage-billing ledger adopt rebilly`,
    )
    .action(async (channel: string, options) => {
      const { adoptAccount } = await import("../commands/adopt.ts");
      await adoptAccount(channel, options, context);
    });
}

/**
 * Adds `ledger` with its commands to the command line.
 *
 * @param program - The command line.
 * @param context - What the commands get from the process.
 */
export function registerLedger(program: Command, context: CommandContext): void {
  const ledger = program
    .command("ledger")
    .description("verify, rebuild, back up and upgrade what remembers what was sent")
    .addHelpText("after", "\nExample:\n  $ usage-billing ledger verify");
  registerVerify(ledger, context);
  registerRebuild(ledger, context);
  registerBackup(ledger, context);
  registerUpgrade(ledger, context);
  registerAdopt(ledger, context);
}
