import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption } from "./shared-options.ts";

/**
 * Adds `channels` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerChannels(program: Command, context: CommandContext): void {
  program
    .command("channels")
    .description("show the configured channels, what they can do and which credential they need")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  $ usage-billing channels")
    .action(async (options) => {
      const { showChannels } = await import("../commands/channels.ts");
      await showChannels(options, context);
    });
}
