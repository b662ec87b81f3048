import type { UsageFile } from "../files/usage-file.ts";
import type { MarkedCell } from "./sheet-texts.ts";
import { cellText } from "./usage-workbook.ts";
import { writePlatformWorkbook } from "./write-platform-workbook.ts";

/** The columns in which billing is told. */
export const billingColumns: readonly string[] = ["external_billing_id", "external_billing_note"];

/**
 * Writes the workbook that the platform gives back after it checked one. It shows billing once
 * records were closed and the file was processed again.
 *
 * @param file - A checked file.
 * @returns XLSX bytes; wrong cells have the reason in a comment.
 */
export function writeProcessedWorkbook(file: UsageFile): Promise<Uint8Array> {
  const { processed } = file;
  const isBilled = processed.some(({ billingId, billingNote }) => billingId + billingNote !== "");
  const uploaded = file.workbook?.headers ?? [];
  const marks = processed.flatMap(({ record: { row, problems } }, place) =>
    problems.map(
      ({ column, reason }): MarkedCell => ({
        row: place,
        column,
        value: cellText(row, column),
        reason,
      }),
    ),
  );
  const rows = processed.values().map(({ record, billingId, billingNote }) => {
    const cells = uploaded.map((header) => cellText(record.row, header));
    return isBilled ? [...cells, billingId, billingNote] : cells;
  });
  const headers = isBilled ? [...uploaded, ...billingColumns] : uploaded;
  return writePlatformWorkbook(file, { headers, rows, marks });
}
