import { InvalidUsageRecordError, type Problem } from "@usage-billing/core";
import { limitBytes } from "./check-workbook-size.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { BILLING_COLUMNS, type ReconciledRecord, toBillingCells } from "./reconciled-record.ts";
import type { Cell } from "./sheet-xml.ts";
import { streamUsageRows } from "./stream-usage-rows.ts";
import { streamWorkbook } from "./stream-workbook.ts";

/** Bounds on a reconciliation file. */
export interface ReconciliationOptions {
  /** The greatest size of the file, in bytes. Default: 50,000,000. */
  readonly maximumBytes?: number;
}

function idProblem(recordId: string, seen: ReadonlySet<string>): Problem | undefined {
  const field = "recordId";
  if (recordId === "") {
    const fix = "Take the ids of the chunk or of the processed file.";
    return { rule: "missing-text", field, message: "a record to be reconciled has no id", fix };
  }
  if (!seen.has(recordId)) return undefined;
  const message = `record id ${recordId} is billed a second time; the second bill would replace the first`;
  return { rule: "duplicate-record-id", field, message, fix: "Give each record one bill." };
}

async function* toRows(
  records: Iterable<ReconciledRecord> | AsyncIterable<ReconciledRecord>,
): AsyncGenerator<readonly Cell[]> {
  const seen = new Set<string>();
  for await (const { recordId, ...billing } of records) {
    const problem = idProblem(recordId, seen);
    if (problem !== undefined) throw new InvalidUsageRecordError(recordId, [problem]);
    seen.add(recordId);
    yield [recordId, ...toBillingCells(recordId, billing)];
  }
}

/**
 * Writes a reconciliation file from billing ids and notes: a sheet `records` with the columns
 * `record_id`, `external_billing_id` and `external_billing_note`. Of the records only
 * the ids are held, the bytes are not, and the same records give the same bytes. To keep all columns of a chunk use
 * {@link fillReconciliation}.
 *
 * @param records - The records and how they were billed.
 * @param options - The bound on the size.
 * @returns The bytes of the XLSX file.
 * @throws {@link InvalidUsageRecordError} When a record has no id or one that was there before, or
 * neither a billing id nor a note.
 * @throws {@link InvalidCellError} When a text cannot stand in a cell.
 * @throws {@link InvalidWorkbookError} When the file would be too large.
 * @example
 * ```ts
 * const file = streamReconciliation([
 *   { recordId: "r-1", billingId: "INV-7", billingNote: "October" },
 * ]);
 * await writeFile("reconciliation.xlsx", file);
 * ```
 */
export function streamReconciliation(
  records: Iterable<ReconciledRecord> | AsyncIterable<ReconciledRecord>,
  options: ReconciliationOptions = {},
): AsyncGenerator<Uint8Array> {
  const header = ["record_id", ...BILLING_COLUMNS];
  return limitBytes(streamWorkbook([{ name: "records", header, rows: toRows(records) }]), options);
}

/**
 * Reads a reconciliation file, or a file that the platform made of one.
 *
 * @param bytes - The file.
 * @returns The records that have a billing id or a note, one after the other.
 * @throws {@link InvalidWorkbookError} When it cannot be read, or a row has a billing id but no record id.
 */
export async function* streamReconciledRecords(
  bytes: Uint8Array,
): AsyncGenerator<ReconciledRecord> {
  for await (const usage of streamUsageRows(bytes)) {
    const { row, recordId, billingId, billingNote } = usage;
    if (billingId === undefined && billingNote === undefined) continue;
    if (recordId === undefined) {
      throw new InvalidWorkbookError(`row ${row} has billing data, but no record_id`);
    }
    yield {
      recordId,
      ...(billingId !== undefined && { billingId }),
      ...(billingNote !== undefined && { billingNote }),
    };
  }
}
