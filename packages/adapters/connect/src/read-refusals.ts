import {
  type CallOptions,
  type RefusedOutcome,
  UsageBillingError,
  type UsageRecord,
} from "@usage-billing/core";
import type { ConnectFile } from "./api/files/from-usage-file.ts";
import type { ConnectContext } from "./connect-context.ts";
import { toRefusals } from "./to-refusals.ts";
import { readRowProblems } from "./workbook/read-row-problems.ts";
import type { RowProblem } from "./workbook/stream-row-problems.ts";

async function readRows(
  context: ConnectContext,
  file: ConnectFile,
  options: CallOptions,
): Promise<readonly RowProblem[]> {
  if (file.processedLink === undefined) return [];
  try {
    return await readRowProblems(await context.files.downloadProcessed(file, options));
  } catch (error) {
    // The refusal stands without the reasons of single rows; the file's own words remain.
    if (UsageBillingError.isInstance(error)) return [];
    throw error;
  }
}

/**
 * Reads why a file was refused: the row reasons from the comments of the processed workbook for an
 * invalid file, the distributor's note for a rejected one.
 *
 * @param context - The channel.
 * @param refused - The file, read in full a moment ago because its links expire, and the records in it.
 * @param options - Signal.
 * @returns An outcome a record, in their order.
 */
export async function readRefusals(
  context: ConnectContext,
  refused: { readonly file: ConnectFile; readonly records: readonly UsageRecord[] },
  options: CallOptions,
): Promise<readonly RefusedOutcome[]> {
  const { file, records } = refused;
  if (file.status === "rejected") {
    const words = file.rejectionNote ?? "";
    return toRefusals(records, { file: file.id, words }).map((outcome) => ({
      ...outcome,
      problem: {
        rule: "file-rejected",
        field: "file",
        message: `the distributor rejected the usage file${words && `: ${words}`}`,
        fix: "Settle the reason with the distributor, correct the records and report again.",
        ...(words && { channelWords: words }),
      },
    }));
  }
  const rows = await readRows(context, file, options);
  const words = file.errorDetail;
  return toRefusals(records, { file: file.id, rows, ...(words !== undefined && { words }) });
}
