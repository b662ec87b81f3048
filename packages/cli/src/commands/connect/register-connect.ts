import type { Command } from "commander";
import type { CommandContext } from "../../context.ts";
import { aggregatesGroup } from "./aggregates-group.ts";
import { categoriesGroup } from "./categories-group.ts";
import { chunksGroup } from "./chunks-group.ts";
import { addGroup, type ConnectGroup } from "./connect-command.ts";
import { filesGroup } from "./files-group.ts";
import { reconciliationsGroup } from "./reconciliations-group.ts";
import { recordsGroup } from "./records-group.ts";
import { rulesGroup } from "./rules-group.ts";
import { templateGroup } from "./template-group.ts";

/** The groups of commands, in the order in which the help shows them. */
export const CONNECT_GROUPS: readonly ConnectGroup[] = [
  filesGroup,
  recordsGroup,
  chunksGroup,
  reconciliationsGroup,
  aggregatesGroup,
  categoriesGroup,
  rulesGroup,
  templateGroup,
];

/**
 * Adds `connect` with its commands to the command line.
 *
 * @param program - The command line.
 * @param context - What the commands get from the process.
 */
export function registerConnect(program: Command, context: CommandContext): void {
  const connect = program
    .command("connect")
    .description("work with CloudBlue Connect's usage module, as vendor or distributor")
    .addHelpText(
      "after",
      `
The token in USAGE_BILLING_<CHANNEL>_API_KEY decides who you are: a vendor reports files, a distributor
accepts, bills and closes them. What cannot be undone is asked for, or wants --yes.

Examples:
  $ usage-billing connect files list --status pending
  $ usage-billing connect files accept UF-2026-10-0000-0001 --note "Checked"
  $ usage-billing connect records close --from billed.csv --out results.csv`,
    );
  for (const group of CONNECT_GROUPS) addGroup(connect, group, context);
}
