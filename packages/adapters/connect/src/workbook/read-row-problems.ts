import { type RowProblem, streamRowProblems } from "./stream-row-problems.ts";

/**
 * Reads why a usage file is invalid, all rows at once.
 *
 * @param bytes - The processed file.
 * @returns What {@link streamRowProblems} gives.
 * @throws {@link InvalidWorkbookError} When the file cannot be read.
 */
export function readRowProblems(bytes: Uint8Array): Promise<readonly RowProblem[]> {
  return Array.fromAsync(streamRowProblems(bytes));
}
