import { type Cell, type CellValue, writeXlsx } from "hucre/xlsx";
import type { UsageFile } from "../files/usage-file.ts";
import type { ConnectRecord } from "../records/connect-record.ts";
import { cellText } from "./usage-workbook.ts";

const edge = { style: "medium", color: { rgb: "FFFF0000" } } as const;
const redOutline = { border: { top: edge, right: edge, bottom: edge, left: edge } };

/** Wrong cells have a red outline and the reason in a comment. */
function markCells(
  records: readonly ConnectRecord[],
  headers: readonly string[],
): Map<string, Partial<Cell>> {
  const marked = records.flatMap(({ row, problems }, index) =>
    problems.map(({ column, reason }) => {
      const cell: Partial<Cell> = {
        value: cellText(row, column),
        comment: { author: "Connect", text: reason },
        style: redOutline,
      };
      return [`${index + 1},${headers.indexOf(column)}`, cell] as const;
    }),
  );
  return new Map(marked);
}

function generalRows({ id, name, status, product, contract, records }: UsageFile): CellValue[][] {
  const invalid = records.filter((record) => record.status === "invalid").length;
  return [
    ["attribute_id", "attribute_value"],
    ["report_name", name],
    ["report_id", id],
    ["status", status],
    ["valid_records", String(records.length - invalid)],
    ["invalid_records", String(invalid)],
    ["usage_schema", product.schema],
    ["product_id", product.id],
    ["product_name", product.name ?? product.id],
    ["distribution_contract_id", contract.id],
  ];
}

/**
 * Writes the workbook that the platform gives back after it checked one.
 *
 * @param file - A checked file.
 * @returns XLSX bytes with the sheets `general`, `categories` and `records`.
 */
export function writeProcessedWorkbook(file: UsageFile): Promise<Uint8Array> {
  const { headers = [], categories = [] } = file.workbook ?? {};
  const rows = file.records.map(({ row }) => headers.map((header) => cellText(row, header)));
  return writeXlsx({
    sheets: [
      { name: "general", rows: generalRows(file) },
      {
        name: "categories",
        rows: [
          ["category_id", "category_name", "category_description"],
          ...categories.map(({ id, name, description }) => [id, name, description]),
        ],
      },
      { name: "records", rows: [[...headers], ...rows], cells: markCells(file.records, headers) },
    ],
  });
}
