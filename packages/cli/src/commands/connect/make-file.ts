import type { ConnectUsage, FileChange, FilePeriod, NewFile } from "@usage-billing/connect";
import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect files update` takes. */
export interface FileOptions extends ConnectOptions {
  readonly description?: string;
  readonly note?: string;
  readonly from?: string;
  readonly to?: string;
  readonly currency?: string;
  readonly externalId?: string;
}

/** What `usage-billing connect files create` takes. */
export interface NewFileOptions extends FileOptions {
  readonly product?: string;
  readonly contract?: string;
  readonly name?: string;
}

function toPeriod({ from, to }: FileOptions): { readonly period?: FilePeriod } {
  if (from === undefined && to === undefined) return {};
  if (from !== undefined && to !== undefined) return { period: { from, to } };
  throw new CommandError("--from and --to belong together: give both, or neither.");
}

function toChange(options: FileOptions): FileChange {
  const { description, note, currency, externalId } = options;
  return {
    ...toPeriod(options),
    ...(description === undefined ? {} : { description }),
    ...(note === undefined ? {} : { note }),
    ...(currency === undefined ? {} : { currency }),
    ...(externalId === undefined ? {} : { externalId }),
  };
}

function requireValue(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  throw new CommandError(`Give --${name}: the channel's configuration names none.`);
}

/** There is no idempotency key: a second run must not make a second file. */
async function refuseSecond({ files }: ConnectUsage, externalId: string | undefined) {
  if (externalId === undefined) return;
  const found = files.list({
    filter: (where) =>
      where.and(where.eq("external_id", externalId), where.ne("status", "deleted")),
    limit: 1,
  });
  for await (const { id, status } of found) {
    throw new CommandError(
      `"${externalId}" is ${id} already, which is ${status}. Nothing was made.`,
    );
  }
}

/**
 * Makes an empty usage file.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 */
export async function createFile(options: NewFileOptions, context: CommandContext): Promise<void> {
  await withConnect(options, context, async (connect, { configuration }) => {
    const { name, currency = configuration.currency } = options;
    const wanted: NewFile = {
      ...toChange({ ...options, ...(currency === undefined ? {} : { currency }) }),
      ...(name === undefined ? {} : { name }),
      product: requireValue(options.product ?? configuration.product, "product"),
      contract: requireValue(options.contract ?? configuration.contract, "contract"),
    };
    await refuseSecond(connect, options.externalId);
    const file = await connect.files.create(wanted, { signal: context.signal });
    printDone({ sentence: `${file.id} is ${file.status}.`, item: file }, options, context);
  });
}

/**
 * Changes what a usage file says of itself.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The file.
 */
export async function updateFile(
  options: FileOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  const change = toChange(options);
  if (Object.keys(change).length === 0) {
    throw new CommandError("Give what to change, for example --description.");
  }
  const { signal } = context;
  await withConnect(options, context, async ({ files }) => {
    await files.update(id, change, { signal });
    const item = options.json === true ? await files.get(id, { signal }) : {};
    printDone({ sentence: `${id} was changed.`, item }, options, context);
  });
}
