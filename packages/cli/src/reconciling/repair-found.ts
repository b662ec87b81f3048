import type { Difference, Reconciliation } from "@usage-billing/reporter";
import { confirm } from "../commands/confirm.ts";
import type { CommandContext } from "../context.ts";
import { count } from "../output/count.ts";
import { toPrintable } from "../output/printable.ts";
import { ACTION_WORDS, nameDifference } from "../output/reconcile-output.ts";
import { printJson } from "./print-json.ts";
import { planRepairs, type Repairs } from "./repairs.ts";

/** How repairs are shown and confirmed. */
export interface RepairOptions {
  readonly json?: boolean;
  readonly yes?: boolean;
}

function describe(plan: readonly string[], found: Reconciliation): string {
  const records = found.inFlight.reduce((sum, { count: number }) => sum + number, 0);
  const open = records === 0 ? [] : [`report first: ${count(records, "record")} in flight`];
  return [...plan, ...open].map((line) => `  ${line}`).join("\n");
}

async function showProposals(
  found: Reconciliation,
  repairs: Repairs,
  print: (line: string) => void,
): Promise<void> {
  for await (const difference of found.differences()) {
    const { action, explanation } = repairs.propose(difference);
    const name = nameDifference(difference);
    print(toPrintable(`${name}: ${ACTION_WORDS[action]}: ${explanation}.`));
  }
}

async function performAll(
  found: Reconciliation,
  repairs: Repairs,
  print: (line: string) => void,
): Promise<void> {
  for await (const difference of found.differences()) {
    if (repairs.propose(difference).action === "ask") continue;
    const { status, explanation } = await repairs.perform(difference);
    print(toPrintable(`${nameDifference(difference)}: ${status}: ${explanation}.`));
  }
}

async function performForJson(repairs: Repairs, difference: Difference): Promise<object> {
  const proposal = repairs.propose(difference);
  const result =
    proposal.action === "ask" ? { status: "not-done" as const } : await repairs.perform(difference);
  const { action, explanation } = proposal;
  return { action, explanation, ...result };
}

/**
 * Proposes repairs, asks for consent, and performs them. Only the channel's own evidence at that moment
 * decides what is really done.
 *
 * @param found - What differs.
 * @param repairs - What repairs it.
 * @param run - The command's options, and where output goes.
 * @returns Whether anything was done, so that it has to be compared again.
 * @throws {@link CommandError} When nobody agrees.
 */
export async function repairFound(
  found: Reconciliation,
  repairs: Repairs,
  { options, context }: { readonly options: RepairOptions; readonly context: CommandContext },
): Promise<boolean> {
  const { lines, repairable } = await planRepairs(found, repairs);
  const say = options.json === true ? context.warn : context.print;
  if (options.json !== true) {
    say("\nProposed:");
    await showProposals(found, repairs, say);
  }
  if (repairable === 0 && found.inFlight.length === 0) {
    if (options.json === true) await printJson(found, context);
    else say("Nothing of this can be repaired by this command.");
    return false;
  }
  say(`\nAltogether:\n${describe(lines, found)}`);
  const consequence = `${count(repairable, "difference")} at ${found.channel} will be repaired as proposed; what waits in line is sent.`;
  await confirm(consequence, options, context);
  if (options.json === true) {
    await printJson(found, context, (difference) => performForJson(repairs, difference));
  } else {
    await performAll(found, repairs, say);
  }
  await repairs.finish();
  return true;
}
