import type { Command } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `list` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerList(program: Command, context: CommandContext): void {
  program
    .command("list")
    .description("list the usage that a channel holds")
    .requiredOption("--channel <id>", "the channel")
    .requiredOption("--from <time>", "the first instant, ISO 8601 with Z or an offset")
    .requiredOption("--to <time>", "the first instant after the window")
    .option("--subscription <id...>", "only usage of these subscriptions")
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
2Checkout lists by subscription: without --subscription those are listed that the ledger knows.
With --json each line is one piece of usage.

Example:
  $ usage-billing list --channel rebilly --from 2026-10-01T00:00:00Z --to 2026-11-01T00:00:00Z`,
    )
    .action(async (options) => {
      const { listUsage } = await import("../commands/list.ts");
      await listUsage(options, context);
    });
}
