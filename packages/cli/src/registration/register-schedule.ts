import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { configOption, jsonOption, waitOption } from "./shared-options.ts";

/**
 * Adds `schedule` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerSchedule(program: Command, context: CommandContext): void {
  program
    .command("schedule")
    .description("show what each source reports next, by when, and what is missing")
    .option("--channel <id>", "only this channel")
    .addOption(new Option("--cron", "print a crontab that keeps the schedule").conflicts("systemd"))
    .addOption(new Option("--systemd", "print a service and a timer of systemd that keep it"))
    .addOption(configOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText(
      "after",
      `
"usage-billing run" keeps the schedule itself; "usage-billing report --due" reports once what is due.

Exit status:
  0    nothing is in alarm and no deadline has passed
  2    the command or its configuration is bad
  4    a window failed, its source was silent, nobody ran it, or its deadline has passed

Examples:
  $ usage-billing schedule
  $ usage-billing schedule --channel connect --json
  $ usage-billing schedule --cron | crontab -
  $ usage-billing schedule --systemd`,
    )
    .action(async (options) => {
      const { showSchedule } = await import("../commands/schedule.ts");
      await showSchedule(options, context);
    });
}
