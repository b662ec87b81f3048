import { Quantity } from "@usage-billing/core";
import { type ConnectState, presentTime } from "../connect-state.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { toBilledRows } from "../workbook/billed-row.ts";
import { checkRow } from "../workbook/check-row.ts";
import { parseSheetNumber } from "../workbook/parse-sheet-number.ts";
import { parseSheetTime } from "../workbook/parse-sheet-time.ts";
import type { RowContext } from "../workbook/row-context.ts";
import { cellText, type SheetRow } from "../workbook/usage-workbook.ts";
import { changeFile } from "./change-file.ts";
import { summarizeProblems } from "./summarize-problems.ts";
import type { UsageFile } from "./usage-file.ts";

function countIds(rows: readonly SheetRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const id = cellText(row, "record_id");
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function toRecord(row: SheetRow, context: RowContext, state: ConnectState): ConnectRecord {
  const { file, directory, categories, createdAt } = context;
  const problems = checkRow(row, context);
  const tier = cellText(row, "tier");
  const place = { product: file.product.id, contract: file.contract.id };
  const [asset] = directory.findAssets(
    place,
    cellText(row, "asset_search_criteria"),
    cellText(row, "asset_search_value"),
  );
  return {
    id: state.ids.record.next(state.agenda.now()),
    file,
    row,
    problems,
    quantity: parseSheetNumber(cellText(row, "quantity")) ?? Quantity.zero,
    amount: parseSheetNumber(cellText(row, "amount")),
    tier: /^\d$/.test(tier) ? Number(tier) : undefined,
    start: parseSheetTime(cellText(row, "start_time_utc")),
    end: parseSheetTime(cellText(row, "end_time_utc")),
    item: directory.findItem(
      file.product,
      cellText(row, "item_search_criteria"),
      cellText(row, "item_search_value"),
    ),
    asset,
    hub: asset && directory.findHub(asset),
    category: categories.find(({ id }) => id === cellText(row, "category_id")),
    createdAt,
    status: problems.length === 0 ? "valid" : "invalid",
  };
}

/**
 * Checks every row of a file and makes its records; one wrong row makes the whole file invalid.
 *
 * @param file - The file, with its workbook.
 * @param state - The platform.
 */
export function checkFile(file: UsageFile, state: ConnectState): void {
  const { rows = [], categories = [] } = file.workbook ?? {};
  const { directory, holders } = state;
  const createdAt = presentTime(state);
  const occurrences = countIds(rows);
  const context: RowContext = { file, directory, categories, createdAt, occurrences, holders };
  file.records = rows.map((row) => toRecord(row, context, state));
  for (const record of file.records) {
    const recordId = cellText(record.row, "record_id");
    state.records.set(record.id, record);
    if (!holders.has(recordId)) holders.set(recordId, file);
    file.tally[record.status] += 1;
  }
  file.errorDetail = summarizeProblems(file.records);
  file.processed = toBilledRows(file.records);
  changeFile(file, file.errorDetail === null ? "pass" : "fail", { state });
}
