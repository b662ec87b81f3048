import { ChannelConnectionError } from "@usage-billing/core";
import { CommandError, EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";

/** What says how long to wait. */
export interface DeadlineOptions {
  /** The longest time to wait, in milliseconds. */
  readonly deadline?: number;
}

/** What the commands take that wait for a state. */
export interface WaitOptions extends ConnectOptions, DeadlineOptions {
  readonly status?: readonly string[];
}

/** What a wait is done with. */
export interface WaitTools {
  readonly signal: AbortSignal;
  readonly onProgress: (line: string) => void;
  readonly deadline: number;
}

/** A wait for a file, a chunk or a reconciliation. */
export interface ItemWait<Item> {
  readonly id: string;
  /** The group of commands that it belongs to. */
  readonly group: "files" | "chunks" | "reconciliations";
  /** The states that were asked for; undefined for any that follows on the platform's work. */
  readonly statuses: readonly string[] | undefined;
  readonly begin: (tools: WaitTools) => Promise<Item>;
}

const DEFAULT_DEADLINE = 15 * 60_000;

/** A state that lasts is told once. */
function warnOfChanges({ warn }: CommandContext): (line: string) => void {
  let last = "";
  return (line) => {
    if (line !== last) warn(line);
    last = line;
  };
}

/**
 * Reads the states of a command line.
 *
 * @param options - The command's options.
 * @returns The states in lower case; undefined when none were given.
 */
export function readStatuses({ status }: WaitOptions): readonly string[] | undefined {
  return status?.map((word) => word.toLowerCase());
}

/**
 * Waits, and tells of a deadline that has passed what to do then.
 *
 * @param wait - What to wait for.
 * @param output - The deadline, and where progress goes.
 * @returns The item.
 * @throws {@link CommandError} When the deadline has passed; nothing is wrong with the item then.
 */
export async function waitForItem<Item>(
  { id, group, statuses, begin }: ItemWait<Item>,
  output: { readonly options: DeadlineOptions; readonly context: CommandContext },
): Promise<Item> {
  const { options, context } = output;
  const { deadline = DEFAULT_DEADLINE } = options;
  const { signal } = context;
  const start = performance.now();
  try {
    return await begin({ signal, onProgress: warnOfChanges(context), deadline });
  } catch (error) {
    if (!(error instanceof ChannelConnectionError) || signal.aborted) throw error;
    if (performance.now() - start < deadline) throw error;
    const wanted = statuses?.join(" or ") ?? "processed";
    const then = `Wait again, or look at it with "usage-billing connect ${group} show ${id}".`;
    const message = `${id} is not ${wanted} after ${deadline / 1000} s. ${then}`;
    throw new CommandError(message, EXIT.open);
  }
}

/** How a wait ended. */
export interface ReachedState<Item> {
  readonly item: Item;
  /** Whether the item is where it was to come. */
  readonly isThere: boolean;
  /** What the platform says of the state. */
  readonly reason: string | undefined;
}

/**
 * Prints the state at the end of a wait; another one than was asked for ends the command with 3.
 *
 * @param reached - The item and its state.
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export function printState<Item extends { readonly id: string; readonly status: string }>(
  { item, isThere, reason }: ReachedState<Item>,
  options: WaitOptions,
  context: CommandContext,
): void {
  const statuses = readStatuses(options);
  const not = isThere || statuses === undefined ? "" : `, not ${statuses.join(" or ")}`;
  const why = reason === undefined ? "." : `: ${reason}`;
  printDone({ sentence: `${item.id} is ${item.status}${not}${why}`, item }, options, context);
  if (!isThere) context.end(EXIT.refused);
}
