import { readFile } from "node:fs/promises";
import {
  type Billing,
  fillReconciliation,
  type ReconciledRecord,
  streamReconciliation,
} from "@usage-billing/connect";
import { CommandError } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { type BillingFile, type BillingLine, openBillings } from "./read-billings.ts";
import { requireFree, type SaveOptions, startFile } from "./save-file.ts";

/** What `usage-billing connect reconciliations write` takes. */
export interface WriteOptions extends SaveOptions {
  readonly from: string;
  readonly chunk?: string;
  readonly out: string;
  readonly json?: boolean;
}

async function* toRecords(billings: BillingFile): AsyncGenerator<ReconciledRecord> {
  for await (const { id, line, ...billing } of billings.lines()) yield { recordId: id, ...billing };
}

async function readChunk(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch {
    throw new CommandError(`There is no workbook ${file}.`);
  }
}

/** Fills in a chunk; a bill for which it has no record is an error, not silence. */
async function* fillChunk(chunk: string, billings: BillingFile): AsyncGenerator<Uint8Array> {
  const bytes = await readChunk(chunk);
  const open = new Map<string, BillingLine>();
  for await (const line of billings.lines()) open.set(line.id, line);
  const billingOf = ({ recordId = "" }: { readonly recordId?: string }): Billing | undefined => {
    const found = open.get(recordId);
    open.delete(recordId);
    return found;
  };
  yield* fillReconciliation(bytes, billingOf);
  const [first] = open.values();
  if (first === undefined) return;
  throw new CommandError(
    `${chunk} does not have ${count(open.size, "record")} of the file; the first is ${first.id} on line ${first.line}. Nothing was written.`,
  );
}

/**
 * Writes a reconciliation workbook from a file of billing ids and notes.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @throws {@link CommandError} When the file cannot be used, or names a record that the chunk lacks.
 */
export async function writeReconciliation(
  options: WriteOptions,
  context: CommandContext,
): Promise<void> {
  const { from, chunk, out } = options;
  await requireFree(out, options);
  const billings = await openBillings(from);
  const bytes =
    chunk === undefined ? streamReconciliation(toRecords(billings)) : fillChunk(chunk, billings);
  const draft = await startFile(out, options);
  try {
    for await (const piece of bytes) await draft.write(piece);
    await draft.finish();
  } finally {
    await draft.drop();
  }
  const result = JSON.stringify({ file: out, records: billings.records });
  const sentence = `${out}: ${count(billings.records, "record")}.`;
  context.print(options.json === true ? result : sentence);
}
