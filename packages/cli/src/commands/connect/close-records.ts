import type { Billing } from "@usage-billing/connect";
import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { confirm } from "../confirm.ts";
import { closeFromFile } from "./close-from-file.ts";
import type { AskingOptions } from "./connect-command.ts";
import { printDone } from "./print-items.ts";
import { openBillings } from "./read-billings.ts";
import { requireFree, type SaveOptions } from "./save-file.ts";
import { withConnect } from "./with-connect.ts";

/** What `usage-billing connect records close` takes. */
export interface CloseOptions extends AskingOptions, SaveOptions {
  readonly billingId?: string;
  readonly note?: string;
  readonly from?: string;
  readonly batchSize?: number;
}

function toBilling({ billingId, note }: CloseOptions): Billing {
  return {
    ...(billingId === undefined ? {} : { billingId }),
    ...(note === undefined ? {} : { billingNote: note }),
  };
}

async function closeOne(id: string, options: CloseOptions, context: CommandContext): Promise<void> {
  const billing = toBilling(options);
  if (Object.keys(billing).length === 0) {
    throw new CommandError(
      "Give --billing-id and --note: a file closes when all records have both.",
    );
  }
  await confirm(`This closes ${id} under ${options.billingId ?? "no bill"}.`, options, context);
  await withConnect(options, context, async ({ records }) => {
    const record = await records.close(id, billing, { signal: context.signal });
    printDone({ sentence: `${id} is ${record.status}.`, item: record }, options, context);
  });
}

/**
 * Closes a usage record, or those of a file.
 *
 * @param options - The command's options.
 * @param context - Where output goes, and who is asked.
 * @param id - The record; an empty text or nothing when a file names them.
 * @throws {@link CommandError} When neither or both are given, or the file cannot be used.
 */
export async function closeRecords(
  options: CloseOptions,
  context: CommandContext,
  id?: string,
): Promise<void> {
  const { from, out } = options;
  if (id !== undefined && from === undefined) return closeOne(id, options, context);
  if (id !== undefined || from === undefined) {
    throw new CommandError("Give a record with --billing-id and --note, or --from FILE.");
  }
  if (options.billingId !== undefined || options.note !== undefined) {
    throw new CommandError("With --from the file says the billing ids and notes.");
  }
  if (out !== undefined) await requireFree(out, options);
  const billings = await openBillings(from);
  const what = `This closes ${count(billings.records, "record")} of ${from}.`;
  await confirm(what, options, context);
  await withConnect(options, context, ({ records }) =>
    closeFromFile(records, { billings, file: from, ...options }, context),
  );
}
