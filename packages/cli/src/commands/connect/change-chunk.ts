import type { CommandContext } from "../../context.ts";
import { confirm } from "../confirm.ts";
import type { AskingOptions, ConnectOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect chunks close` takes. */
export interface CloseChunkOptions extends AskingOptions {
  readonly billingId: string;
  readonly note?: string;
}

/**
 * Sets the distributor's own words of a chunk.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param texts - The chunk and the words.
 */
export async function setExternalId(
  options: ConnectOptions,
  context: CommandContext,
  ...[id = "", words = ""]: string[]
): Promise<void> {
  await withConnect(options, context, async ({ chunks }) => {
    const item = await chunks.setExternalId(id, words, { signal: context.signal });
    printDone({ sentence: `${id} says: ${item.externalId ?? words}`, item }, options, context);
  });
}

/**
 * Closes a chunk with all its records.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 * @param id - The chunk.
 */
export async function closeChunk(
  options: CloseChunkOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const { billingId, note } = options;
  await confirm(`This closes ${id} and all its records under ${billingId}.`, options, context);
  await withConnect(options, context, async ({ chunks }) => {
    const billing = { billingId, ...(note === undefined ? {} : { billingNote: note }) };
    const item = await chunks.close(id, billing, { signal: context.signal });
    printDone({ sentence: `${id} is ${item.status}.`, item }, options, context);
  });
}

/**
 * Has a chunk written anew.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The chunk.
 */
export async function regenerateChunk(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async ({ chunks }) => {
    const item = await chunks.regenerate(id, { signal: context.signal });
    printDone({ sentence: `${id} is ${item.status}.`, item }, options, context);
  });
}
