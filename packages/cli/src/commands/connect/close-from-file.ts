import type { Closing, ClosingResult, ConnectUsage } from "@usage-billing/connect";
import { EXIT } from "../../command-error.ts";
import type { CommandContext } from "../../context.ts";
import { count } from "../../output/count.ts";
import { toPrintable } from "../../output/printable.ts";
import { createProgress } from "../../output/progress.ts";
import type { BillingFile } from "./read-billings.ts";
import { openResults, type Results } from "./results-file.ts";
import type { SaveOptions } from "./save-file.ts";

/** Records to close, and how. */
export interface Task extends SaveOptions {
  readonly billings: BillingFile;
  /** The name of the file that names them. */
  readonly file: string;
  readonly batchSize?: number;
  readonly json?: boolean;
}

type Counts = Record<ClosingResult["status"], number>;

/** Hands the lines on, and keeps the numbers of those that have no result yet, in their order. */
async function* toClosings(
  { billings }: Task,
  open: number[],
): AsyncGenerator<Closing, void, undefined> {
  for await (const { line, ...closing } of billings.lines()) {
    open.push(line);
    yield closing;
  }
}

function printResult(
  result: ClosingResult,
  { file, line, json }: Pick<Task, "file" | "json"> & { readonly line: number },
  { print }: CommandContext,
): void {
  if (json === true) {
    const { id, status } = result;
    const error = result.status === "closed" ? {} : { error: result.error };
    const codes = result.status === "refused" ? { codes: result.codes } : {};
    print(JSON.stringify({ line, id, status, ...error, ...codes }));
  } else if (result.status !== "closed") {
    print(toPrintable(`${file}:${line}: ${result.id} ${result.status}: ${result.error}`));
  }
}

function summarize({ closed, refused, unknown }: Counts, { warn, end }: CommandContext): void {
  const parts = [
    `${count(closed, "record")} closed`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(unknown > 0 ? [`${unknown} unknown: look at them, or run the command again`] : []),
  ];
  warn(`${parts.join(", ")}.`);
  if (unknown > 0) end(EXIT.open);
  else if (refused > 0) end(EXIT.refused);
}

interface Work {
  readonly task: Task;
  readonly results: Results;
  readonly counts: Counts;
}

async function closeAll(
  records: ConnectUsage["records"],
  { task, results, counts }: Work,
  context: CommandContext,
): Promise<void> {
  const progress = createProgress(context);
  const open: number[] = [];
  const { batchSize, file } = task;
  const size = batchSize === undefined ? {} : { batchSize };
  const closing = records.closeMany(toClosings(task, open), { ...size, signal: context.signal });
  let done = 0;
  try {
    for await (const result of closing) {
      const line = open.shift() ?? 0;
      counts[result.status] += 1;
      done += 1;
      await results.add(line, result);
      printResult(result, { ...task, line }, context);
      progress.update(file, done, task.billings.records);
    }
  } finally {
    progress.stop();
  }
}

/**
 * Closes the records of a file, in batches, with a result for every line. What has a result when the
 * command ends early is in the file of results.
 *
 * @param records - The account's records.
 * @param task - What to close, and where the results go.
 * @param context - Where output goes.
 */
export async function closeFromFile(
  records: ConnectUsage["records"],
  task: Task,
  context: CommandContext,
): Promise<void> {
  const results = await openResults(task);
  const counts: Counts = { closed: 0, refused: 0, unknown: 0 };
  try {
    await closeAll(records, { task, results, counts }, context);
  } finally {
    await results.finish();
  }
  summarize(counts, context);
}
