import { readFileSync } from "node:fs";
import { Command } from "commander";
import { registerConnect } from "./commands/connect/register-connect.ts";
import type { CommandContext } from "./context.ts";
import { registerChannels } from "./registration/register-channels.ts";
import { registerCorrect } from "./registration/register-correct.ts";
import { registerDecide } from "./registration/register-decide.ts";
import { registerEvidence } from "./registration/register-evidence.ts";
import { registerExplain } from "./registration/register-explain.ts";
import { registerFailed } from "./registration/register-failed.ts";
import { registerLedger } from "./registration/register-ledger.ts";
import { registerList } from "./registration/register-list.ts";
import { registerReconcile } from "./registration/register-reconcile.ts";
import { registerReport } from "./registration/register-report.ts";
import { registerRetract } from "./registration/register-retract.ts";
import { registerRun } from "./registration/register-run.ts";
import { registerSchedule } from "./registration/register-schedule.ts";
import { registerShow } from "./registration/register-show.ts";
import { registerSources } from "./registration/register-sources.ts";
import { registerStatement } from "./registration/register-statement.ts";
import { registerStatus } from "./registration/register-status.ts";
import { registerTwin } from "./registration/register-twin.ts";
import { registerUi } from "./registration/register-ui.ts";

// Each command is loaded when it is run: help is then quick, and a dry run needs no ledger in memory.

/** Every command, in the order in which the help shows them: what adds it to the command line. */
const COMMANDS: readonly ((program: Command, context: CommandContext) => void)[] = [
  registerReport,
  registerStatus,
  registerStatement,
  registerUi,
  registerShow,
  registerExplain,
  registerEvidence,
  registerFailed,
  registerDecide,
  registerRun,
  registerSchedule,
  registerSources,
  registerList,
  registerReconcile,
  registerRetract,
  registerCorrect,
  registerChannels,
  registerConnect,
  registerLedger,
  registerTwin,
];

function readVersion(): string {
  const manifest = new URL("../package.json", import.meta.url);
  return JSON.parse(readFileSync(manifest, "utf8")).version;
}

/**
 * Makes the command line: every command with its options, help and action.
 *
 * @param context - What commands get from the process.
 * @returns The program; parse arguments with it.
 */
export function createProgram(context: CommandContext): Command {
  const program = new Command("usage-billing")
    .description("Report metered usage to CloudBlue Connect, Rebilly and 2Checkout.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeOut: context.print, writeErr: context.warn })
    .addHelpText(
      "after",
      `
Start with:
  $ usage-billing channels            what is configured
  $ usage-billing report FILE --dry-run
  $ usage-billing report FILE
  $ usage-billing status              what is in doubt, refused or waiting`,
    );
  for (const register of COMMANDS) register(program, context);
  return program;
}
