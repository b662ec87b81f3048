import { type Command, Option } from "commander";
import type { CommandContext } from "../context.ts";
import { parseAddress } from "../service/parse-address.ts";
import { LOG_LEVELS } from "../service/service-log.ts";
import { CREDENTIAL_HELP, configOption, parseDuration, waitOption } from "./shared-options.ts";

const DEFAULT_ADDRESS = "127.0.0.1:9464";

/**
 * Adds `run` to the command line.
 *
 * @param program - The command line.
 * @param context - What the command gets from the process.
 */
export function registerRun(program: Command, context: CommandContext): void {
  program
    .command("run")
    .description(
      "keep the schedule and work through the ledger as a service: report, read back, follow",
    )
    .option("--channel <id...>", "only these channels")
    .addOption(
      new Option("--interval <time>", "how long to rest between two reports")
        .argParser(parseDuration)
        .default(60_000, "60s"),
    )
    .addOption(
      new Option("--follow <time>", "how often to ask for acceptance and billing references")
        .argParser(parseDuration)
        .default(3_600_000, "1h"),
    )
    .option("--no-follow", "never ask for them; of many machines one is enough")
    .addOption(
      new Option("--listen <address>", "where to serve /healthz, /readyz and /metrics")
        .argParser(parseAddress)
        .default(parseAddress(DEFAULT_ADDRESS), DEFAULT_ADDRESS),
    )
    .option("--no-listen", "serve nothing")
    .addOption(
      new Option("--log-level <level>", "how much the log says: with debug, every delivery")
        .choices(LOG_LEVELS)
        .default("info"),
    )
    .option("--once", "work through the ledger once, then end as status does")
    .addOption(configOption())
    .addOption(waitOption())
    .addHelpText(
      "after",
      `
The log goes to standard output, one JSON object a line. The first SIGTERM or Ctrl-C finishes what is
on its way and ends with 0, the second ends at once; nothing is lost by it.
Sources that have a schedule are read when they are due; alarms go to the log, to /metrics, and to the
address in USAGE_BILLING_ALARM_WEBHOOK if there is one.
A ledger in one file is open only during a report, and while it follows for a few seconds at a time, so
that other commands can have it in between.
${CREDENTIAL_HELP}

Exit status:
  0    stopped as asked; with --once also: nothing is left to do
  2    the command, its configuration or a credential is bad
  3    with --once: records were refused, stored in part, or wait for somebody's decision
  4    with --once: records are not finished, or a schedule is in alarm
  130  with --once: ended by Ctrl-C

Examples:
  $ usage-billing run
  $ usage-billing run --interval 5m --listen 0.0.0.0:9464
  $ usage-billing run --once --channel rebilly`,
    )
    .action(async (options) => {
      const { runService } = await import("../commands/run.ts");
      await runService(options, context);
    });
}
