import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { openWorkbook, type ReadSheet, type ReadWorkbook } from "./read-workbook.ts";
import { RECORD_SHEETS } from "./usage-layout.ts";

/** What the template of a product asks for. */
export interface UsageTemplate {
  /** The name of the sheet of the usage rows: `records`, or `usage_records` in templates of 2019. */
  readonly sheet: string;
  /** The headers of that sheet, in their order. */
  readonly columns: readonly string[];
  /** Those of the vendor's own columns among them, `v.…`. */
  readonly ownColumns: readonly `v.${string}`[];
  /** The platform's words on the columns, by header. */
  readonly comments: ReadonlyMap<string, string>;
  /** The headers of the sheet `categories`; none when there is no such sheet. */
  readonly categoryColumns: readonly string[];
}

async function readHeader(
  workbook: ReadWorkbook,
  ...names: readonly string[]
): Promise<ReadSheet | undefined> {
  const sheet = await workbook.readSheet(...names);
  await sheet?.rows.return();
  return sheet;
}

/**
 * Reads the template of a product. Its columns are those that an upload may have.
 *
 * @param bytes - The template.
 * @returns What it asks for.
 * @throws {@link InvalidWorkbookError} When it cannot be read, or has no sheet of usage rows.
 */
export async function readTemplate(bytes: Uint8Array): Promise<UsageTemplate> {
  const workbook = openWorkbook(bytes);
  const records = await readHeader(workbook, ...RECORD_SHEETS);
  if (records === undefined) throw new InvalidWorkbookError("the template has no sheet records");
  const categories = await readHeader(workbook, "categories");
  const isOwn = (header: string): header is `v.${string}` => header.startsWith("v.");
  return {
    sheet: records.name,
    columns: records.header,
    ownColumns: records.header.filter(isOwn),
    comments: records.headerComments,
    categoryColumns: categories?.header ?? [],
  };
}
