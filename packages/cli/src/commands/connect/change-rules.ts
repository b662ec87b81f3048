import type { NewRule, RuleAction, RuleChange, RuleStatus } from "@usage-billing/connect";
import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { confirm } from "../confirm.ts";
import type { AskingOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { productOf } from "./product-of.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect rules update` takes. */
export interface RuleOptions extends AskingOptions {
  readonly product?: string;
  readonly action?: RuleAction;
  readonly item?: string;
  readonly rule?: string;
  readonly status?: RuleStatus;
  readonly after?: string;
}

/** What `usage-billing connect rules create` takes. */
export interface NewRuleOptions extends RuleOptions {
  readonly action: RuleAction;
}

function toDetails({ item, rule, status }: RuleOptions): Omit<NewRule, "action"> {
  return {
    ...(item === undefined ? {} : { item }),
    ...(rule === undefined ? {} : { rule }),
    ...(status === undefined ? {} : { status }),
  };
}

function toChange(options: RuleOptions): RuleChange {
  const { action, after } = options;
  return {
    ...toDetails(options),
    ...(action === undefined ? {} : { action }),
    ...(after === undefined ? {} : { after }),
  };
}

/**
 * Makes a rule.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 */
export async function createRule(options: NewRuleOptions, context: CommandContext): Promise<void> {
  const { action, rule = "always" } = options;
  await withConnect(options, context, async (connect, channel) => {
    const product = productOf(options, channel);
    const what = `This makes a rule that decides on usage of ${product}: ${action} when ${rule}.`;
    await confirm(what, options, context);
    const details = { action, ...toDetails(options) };
    const item = await connect.rules(product).create(details, { signal: context.signal });
    printDone({ sentence: `${item.id} is ${item.status}.`, item }, options, context);
  });
}

/**
 * Changes a rule.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 * @param id - The rule.
 */
export async function updateRule(
  options: RuleOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const change = toChange(options);
  if (Object.keys(change).length === 0) {
    throw new CommandError("Give what to change, for example --action manual.");
  }
  await withConnect(options, context, async (connect, channel) => {
    const rules = connect.rules(productOf(options, channel));
    await confirm(`This changes the rule ${id}.`, options, context);
    const item = await rules.update(id, change, { signal: context.signal });
    printDone({ sentence: `${id} was changed; it is ${item.status}.`, item }, options, context);
  });
}

/**
 * Deletes a rule.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 * @param id - The rule.
 */
export async function deleteRule(
  options: RuleOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async (connect, channel) => {
    const rules = connect.rules(productOf(options, channel));
    await confirm(`This deletes the rule ${id}.`, options, context);
    await rules.delete(id, { signal: context.signal });
    const item = { id, status: "deleted" };
    printDone({ sentence: `${id} is deleted.`, item }, options, context);
  });
}
