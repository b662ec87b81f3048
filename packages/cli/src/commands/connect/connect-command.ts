import type { Command, Option } from "commander";
import type { CommandContext } from "../../context.ts";
import { configOption, jsonOption } from "../../registration/shared-options.ts";

/** What every command of `usage-billing connect` takes. */
export interface ConnectOptions {
  readonly config: string;
  /** The channel's id; the only one on Connect when left out. */
  readonly channel?: string;
  readonly json?: boolean;
}

/** What a command takes that asks before it does what cannot be undone. */
export interface AskingOptions extends ConnectOptions {
  readonly yes?: boolean;
}

/** What a command does; the texts are its arguments, in their order. */
export type ConnectAction = (
  options: never,
  context: CommandContext,
  ...texts: string[]
) => Promise<void>;

/** A command of `usage-billing connect` as data. */
export interface ConnectCommand {
  /** Its name and arguments, for example `show <file-id>`. */
  readonly usage: string;
  /** What it does, in a few words. */
  readonly description: string;
  /** What its arguments are, in their order. */
  readonly texts?: readonly string[];
  /** Options beside those that all commands have. */
  readonly options?: readonly Option[];
  /** Whether it asks first. */
  readonly asks?: true;
  /** What else is to be said of it. */
  readonly remarks?: string;
  /** Command lines, without `usage-billing`; at least one. */
  readonly examples: readonly string[];
  /** Loads what it does. */
  readonly load: () => Promise<ConnectAction>;
}

/** Commands that are about one thing. */
export interface ConnectGroup {
  /** The word after `connect`. */
  readonly name: string;
  /** What the commands are for, in a few words. */
  readonly description: string;
  readonly commands: readonly ConnectCommand[];
}

const toExample = (line: string): string => `\n  $ usage-billing ${line}`;

function toHelp({ remarks, examples }: Pick<ConnectCommand, "remarks" | "examples">): string {
  const head = remarks === undefined ? "" : `\n${remarks}\n`;
  const title = examples.length === 1 ? "Example" : "Examples";
  return `${head}\n${title}:${examples.map(toExample).join("")}`;
}

function addCommand(group: Command, spec: ConnectCommand, context: CommandContext): void {
  const [name = "", ...names] = spec.usage.split(" ");
  const command = group.command(name).description(spec.description);
  for (const [at, text] of names.entries()) command.argument(text, spec.texts?.[at] ?? "");
  for (const option of spec.options ?? []) command.addOption(option);
  if (spec.asks === true) command.option("--yes", "do not ask");
  command
    .option("--channel <id>", "the channel; the only one on Connect when left out")
    .addOption(configOption())
    .addOption(jsonOption())
    .addHelpText("after", toHelp(spec))
    .action(async (...received: unknown[]) => {
      const texts = received.slice(0, names.length) as string[];
      const action = await spec.load();
      await action(received[names.length] as never, context, ...texts);
    });
}

/**
 * Adds a group of commands to `usage-billing connect`.
 *
 * @param connect - The command that they belong to.
 * @param group - The commands.
 * @param context - What the commands get from the process.
 */
export function addGroup(connect: Command, group: ConnectGroup, context: CommandContext): void {
  const command = connect.command(group.name).description(group.description);
  const [first] = group.commands;
  command.addHelpText("after", toHelp({ examples: first?.examples.slice(0, 1) ?? [] }));
  for (const spec of group.commands) addCommand(command, spec, context);
}
