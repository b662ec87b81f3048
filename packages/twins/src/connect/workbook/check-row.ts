import { cellChecks } from "./check-cells.ts";
import type { RowContext } from "./row-context.ts";
import type { RowProblem } from "./row-problem.ts";
import type { SheetRow } from "./usage-workbook.ts";

/**
 * Checks a row.
 *
 * @param row - The row.
 * @param context - What it is checked against.
 * @returns Every problem, one per cell; empty for a valid row.
 */
export function checkRow(row: SheetRow, context: RowContext): readonly RowProblem[] {
  return [...row.cells].flatMap(([column, cell]) => {
    const reason = cellChecks[column]?.(cell, row, context);
    return reason === undefined ? [] : [{ column, reason }];
  });
}
