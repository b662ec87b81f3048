import { cellChecks } from "./check-cells.ts";
import type { RowContext } from "./row-context.ts";
import type { RowProblem } from "./row-problem.ts";
import { cellOf, type SheetRow } from "./usage-workbook.ts";

const checks = Object.entries(cellChecks);

/**
 * Checks a row.
 *
 * @param row - The row.
 * @param context - What it is checked against.
 * @returns Every problem, one per cell; empty for a valid row.
 */
export function checkRow(row: SheetRow, context: RowContext): readonly RowProblem[] {
  return checks.flatMap(([column, check]) => {
    if (!row.columns.has(column)) return [];
    const reason = check(cellOf(row, column), row, context);
    return reason === undefined ? [] : [{ column, reason }];
  });
}
