import {
  type ConnectFile,
  type ConnectUsage,
  type RowProblem,
  streamRowProblems,
} from "@usage-billing/connect";
import { EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { toPrintable } from "../../output/printable.ts";
import type { ConnectOptions } from "./connect-command.ts";
import { type ItemColumn, printList } from "./print-items.ts";
import { withConnect } from "./with-connect.ts";

const COLUMNS: readonly ItemColumn<RowProblem>[] = [
  { title: "row", align: "right", cell: ({ row }) => String(row) },
  { title: "record id", cell: ({ recordId }) => recordId },
  { title: "column", cell: ({ column }) => column },
  { title: "the platform's words", cell: ({ words }) => words },
];

/**
 * Prints what the platform found at fault in a workbook.
 *
 * @param workbook - The processed workbook.
 * @param output - Whether JSON is wanted, and where output goes.
 * @returns How many cells are at fault.
 */
export async function printProblems(
  workbook: Uint8Array,
  output: { readonly options: Pick<ConnectOptions, "json">; readonly context: CommandContext },
): Promise<number> {
  let found = 0;
  async function* counted(): AsyncGenerator<RowProblem> {
    for await (const problem of streamRowProblems(workbook)) {
      found += 1;
      yield problem;
    }
  }
  await printList({ items: counted(), noun: "problem" }, COLUMNS, output);
  return found;
}

/**
 * Prints why a file is invalid: its short reason, and every row at fault.
 *
 * @param connect - The account.
 * @param file - The file.
 * @param output - Whether JSON is wanted, and where output goes.
 * @returns How many cells are at fault.
 */
export async function explainInvalidFile(
  connect: ConnectUsage,
  file: ConnectFile,
  output: { readonly options: Pick<ConnectOptions, "json">; readonly context: CommandContext },
): Promise<number> {
  const { context } = output;
  const { id, status, errorDetail, records } = file;
  const bad = records["invalid"] ?? 0;
  const rows = bad === 0 ? "" : `; ${count(bad, "row")} at fault`;
  const reason = errorDetail === undefined ? "" : `: ${errorDetail}`;
  context.warn(toPrintable(`${id} is ${status}${rows}${reason}`));
  const { signal } = context;
  return printProblems(await connect.files.downloadProcessed(file, { signal }), output);
}

/**
 * Names the rows of a file that the platform found at fault.
 *
 * @param options - The command's options.
 * @param context - Where output goes.
 * @param id - The file.
 */
export async function showProblems(
  options: ConnectOptions,
  context: CommandContext,
  id: string,
): Promise<void> {
  await withConnect(options, context, async (connect) => {
    const file = await connect.files.get(id, { signal: context.signal });
    const found = await explainInvalidFile(connect, file, { options, context });
    if (found > 0) context.end(EXIT.refused);
  });
}
