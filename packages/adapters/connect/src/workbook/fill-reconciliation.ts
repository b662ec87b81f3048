import type { Billing } from "../api/records/closing.ts";
import { limitBytes } from "./check-workbook-size.ts";
import { fromNumberCell } from "./from-cell.ts";
import { fromUsageRow, type UsageRow } from "./from-usage-row.ts";
import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook, type ReadSheet, type ReadWorkbook } from "./read-workbook.ts";
import { BILLING_COLUMNS, toBillingCells } from "./reconciled-record.ts";
import type { SheetRow } from "./sheet-reader.ts";
import type { Cell } from "./sheet-xml.ts";
import type { ReconciliationOptions } from "./stream-reconciliation.ts";
import { type StreamedSheet, streamWorkbook } from "./stream-workbook.ts";
import { toExactCell } from "./to-exact-cell.ts";
import { RECORD_SHEETS } from "./usage-layout.ts";

/** Tells how a record was billed; nothing for one that stays open. */
export type BillingOf = (row: UsageRow) => Billing | undefined;

const NUMBER_COLUMNS: ReadonlySet<string> = new Set(["quantity", "amount", "tier"]);
const NUMBER = /^-?\d+(?:\.\d+)?$/;

function toCell(header: string, text: string | undefined): Cell {
  if (text === undefined || text === "") return undefined;
  return NUMBER_COLUMNS.has(header) && NUMBER.test(text) ? toExactCell(fromNumberCell(text)) : text;
}

const toCells = (header: readonly string[], { values }: SheetRow): readonly Cell[] =>
  header.map((name) => toCell(name, values.get(name)));

async function* fillRows(
  { rows }: ReadSheet,
  header: readonly string[],
  billingOf: BillingOf,
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) {
    const usage = fromUsageRow(row);
    const billing = billingOf(usage);
    const cells = billing === undefined ? [] : toBillingCells(usage.recordId ?? "", billing);
    yield [...toCells(header, row), ...cells];
  }
}

async function* copyRows({ rows, header }: ReadSheet): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) yield toCells(header, row);
}

async function toSheets(
  workbook: ReadWorkbook,
  billingOf: BillingOf,
): Promise<readonly StreamedSheet[]> {
  const records = await workbook.readSheet(...RECORD_SHEETS);
  if (records === undefined) throw new InvalidWorkbookError("the chunk has no sheet records");
  const general = await workbook.readSheet("general");
  const own = records.header.filter((name) => !BILLING_COLUMNS.some((column) => column === name));
  const filled: StreamedSheet = {
    name: records.name,
    header: [...own, ...BILLING_COLUMNS],
    rows: fillRows(records, own, billingOf),
  };
  if (general === undefined) return [filled];
  return [{ name: general.name, header: general.header, rows: copyRows(general) }, filled];
}

/**
 * Makes a reconciliation file of a chunk, as distributors do by hand: every column stays as it is,
 * and `external_billing_id` and `external_billing_note` are filled. The sheet `general`, which says
 * what the chunk belongs to, stays, too. No row is held.
 *
 * @param chunk - The chunk, or a processed file.
 * @param billingOf - How a record was billed; the cells of the others stay empty.
 * @param options - The bound on the size.
 * @returns The bytes of the XLSX file.
 * @throws {@link InvalidUsageRecordError} When a record is billed with neither an id nor a note.
 * @throws {@link InvalidWorkbookError} When the chunk cannot be read, or the file would be too large.
 */
export async function* fillReconciliation(
  chunk: Uint8Array,
  billingOf: BillingOf,
  options: ReconciliationOptions = {},
): AsyncGenerator<Uint8Array> {
  const sheets = await toSheets(openWorkbook(chunk), billingOf);
  yield* limitBytes(streamWorkbook(sheets), options);
}
