import { readXlsx, streamXlsxRows } from "hucre/xlsx";
import { toSheetCell } from "./to-sheet-cell.ts";
import type { Columns, SheetRow, SheetTable } from "./usage-workbook.ts";

/** So many different texts are kept once, however many cells have them. */
const SHARED_TEXTS = 50_000;

/** Gives equal texts as one and the same text. */
function createSharer(): (text: string) => string {
  const shared = new Map<string, string>();
  return (text) => {
    const known = shared.get(text);
    if (known !== undefined) return known;
    if (shared.size < SHARED_TEXTS) shared.set(text, text);
    return text;
  };
}

function toRow(
  line: number,
  values: readonly unknown[],
  { columns, share }: { readonly columns: Columns; readonly share: (text: string) => string },
): SheetRow | undefined {
  const inexact = new Set<number>();
  const texts: string[] = [];
  for (const place of columns.values()) {
    const { text, isExact } = toSheetCell(values[place]);
    texts[place] = share(text);
    if (!isExact) inexact.add(place);
  }
  if (texts.every((text) => text === "")) return undefined;
  return { line, columns, texts, ...(inexact.size === 0 ? {} : { inexact }) };
}

/**
 * Names the sheets of a workbook.
 *
 * @param bytes - The XLSX file.
 * @returns Their names, in order.
 * @throws The library's error when it is no workbook.
 */
export async function listSheets(bytes: Uint8Array): Promise<readonly string[]> {
  const names: string[] = [];
  await readXlsx(bytes, { sheets: ({ name }) => names.push(name) < 0 });
  return names;
}

/**
 * Reads a sheet. Columns are found by header, never by position; empty rows are left out.
 *
 * @param bytes - The XLSX file.
 * @param sheet - The sheet's name.
 * @returns Headers and rows; neither when there is no such sheet.
 * @throws The library's error when it is no workbook.
 */
export async function readSheet(bytes: Uint8Array, sheet: string): Promise<SheetTable> {
  const rows: SheetRow[] = [];
  const share = createSharer();
  let headers: readonly string[] | undefined;
  let columns: Columns = new Map();
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    if (headers === undefined) {
      headers = values.map((value) => toSheetCell(value).text);
      const named = headers.map((header, place) => [header, place] as const);
      columns = new Map(named.filter(([header]) => header !== "").toReversed());
      continue;
    }
    const row = toRow(index + 1, values, { columns, share });
    if (row !== undefined) rows.push(row);
  }
  return { headers: (headers ?? []).filter((header) => header !== ""), rows };
}
