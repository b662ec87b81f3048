import { InvalidUsageRecordError, type UsageRecord } from "@usage-billing/core";
import { type Group, GroupReader } from "./group-reader.ts";
import { InvalidCellError } from "./invalid-cell-error.ts";
import { packedBound } from "./packed-bound.ts";
import { RecordRows, rowBound } from "./record-rows.ts";
import { takeAll } from "./stream-workbook.ts";
import { CATEGORIES_HEADER, toCategoryRows } from "./to-categories-sheet.ts";
import {
  MAXIMUM_BYTES,
  MAXIMUM_RECORDS,
  type UsageWorkbookOptions,
} from "./usage-workbook-options.ts";
import { WorkbookWriter } from "./workbook-writer.ts";

const SHEETS = ["records", "categories"] as const;
/** What the sheet of the categories takes besides their rows. */
const CATEGORIES_BYTES = 2048;

/** One workbook of a stream. */
export class UsageWorkbook {
  /** What its records share, by the option `fileKeyOf`. */
  readonly fileKey: string;
  /** Its bytes; to be read to their end before the next workbook is asked for. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly #reader: GroupReader;
  readonly #options: UsageWorkbookOptions;
  readonly #header: readonly string[];
  readonly #categories: Set<string> = new Set();
  #categoriesBound = CATEGORIES_BYTES;
  #records = 0;
  #isComplete = false;

  /** @internal */
  constructor(
    fileKey: string,
    source: {
      readonly reader: GroupReader;
      readonly rows: RecordRows;
      readonly options: UsageWorkbookOptions;
    },
  ) {
    this.fileKey = fileKey;
    this.#reader = source.reader;
    this.#options = source.options;
    this.#header = source.rows.header;
    this.bytes = this.#write();
  }

  /** How many records it has so far; all of them once {@link UsageWorkbook.isComplete}. */
  get records(): number {
    return this.#records;
  }

  /** Whether its bytes were read to their end. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  async *#write(): AsyncGenerator<Uint8Array> {
    const writer = new WorkbookWriter(SHEETS);
    writer.openSheet(this.#header);
    for (let group = await this.#reader.peek(); group; group = await this.#reader.peek()) {
      if (group.fileKey !== this.fileKey || !(await this.#hasRoom(writer, group))) break;
      this.#add(writer, group);
      this.#reader.advance();
      while (writer.isFull) yield (await writer.take()) ?? new Uint8Array();
    }
    await writer.closeSheet();
    writer.openSheet(CATEGORIES_HEADER);
    for (const cells of toCategoryRows(this.#categories)) writer.addRow(cells);
    await writer.closeSheet();
    writer.finish();
    yield* takeAll(writer);
    this.#isComplete = true;
  }

  /** Depends on the records alone: what is not packed yet counts in full only after it had its time. */
  async #hasRoom(writer: WorkbookWriter, { records, rows }: Group): Promise<boolean> {
    const { maximumBytes = MAXIMUM_BYTES, maximumRecords = MAXIMUM_RECORDS } = this.#options;
    const added =
      packedBound(rows.reduce((bytes, cells) => bytes + rowBound(cells), 0)) +
      records.reduce((bytes, { category = "" }) => bytes + categoryBound(category), 0) +
      this.#categoriesBound;
    const fits = (): boolean => writer.sizeBound + added <= maximumBytes;
    const isInRows = this.#records + records.length <= Math.min(maximumRecords, MAXIMUM_RECORDS);
    if (isInRows && !fits()) await writer.settle();
    if (isInRows && fits()) return true;
    if (this.#records === 0) refuseTooLarge(records, { maximumBytes, maximumRecords });
    return false;
  }

  #add(writer: WorkbookWriter, { records, rows }: Group): void {
    rows.forEach((cells, index) => {
      try {
        writer.addRow(cells);
      } catch (error) {
        throw toRecordError(error, records[index]?.recordId ?? "", this.#header);
      }
    });
    this.#records += records.length;
    for (const { category = "" } of records) {
      if (category === "" || this.#categories.has(category)) continue;
      this.#categories.add(category);
      this.#categoriesBound += categoryBound(category);
    }
  }
}

const categoryBound = (category: string): number => rowBound([category, category]);

/** A person looks for the record, not for the cell that it would have had. */
function toRecordError(error: unknown, recordId: string, header: readonly string[]): unknown {
  if (!(error instanceof InvalidCellError)) return error;
  const field = header[error.column ?? -1] ?? "recordId";
  const fix = "Give the value without it.";
  return new InvalidUsageRecordError(recordId, [
    { rule: "invalid-cell", field, message: error.message, fix },
  ]);
}

function refuseTooLarge(
  records: readonly UsageRecord[],
  limits: { readonly maximumBytes: number; readonly maximumRecords: number },
): never {
  const message = `${records.length} records that belong together do not fit into ${limits.maximumBytes} bytes and ${limits.maximumRecords} records`;
  const fix = "Raise the limits, or give the consumption in shorter periods.";
  throw new InvalidUsageRecordError(records[0]?.recordId ?? "", [
    { rule: "too-large-for-a-file", field: "recordId", message, fix },
  ]);
}

/**
 * Writes usage records of any number as workbooks. A workbook ends where the file key changes, or
 * before it would pass a limit; the tiers of one consumption are never parted. Neither the records
 * nor the bytes are held, and the same records in the same order give the same bytes.
 *
 * @param records - The records, sorted by file key; rows of one consumption next to each other.
 * @param options - The schema, the columns and the limits.
 * @returns The workbooks, each to be read to its end before the next one.
 * @throws {@link InvalidUsageRecordError} When a record does not fit the schema or the columns, or
 * what belongs together does not fit into one workbook.
 * @example
 * ```ts
 * for await (const workbook of streamUsageWorkbooks(records, options)) {
 *   await writeFile(`usage-${++number}.xlsx`, workbook.bytes);
 * }
 * ```
 */
export async function* streamUsageWorkbooks(
  records: Iterable<UsageRecord> | AsyncIterable<UsageRecord>,
  options: UsageWorkbookOptions,
): AsyncGenerator<UsageWorkbook> {
  const rows = new RecordRows(options);
  const reader = new GroupReader(records, { rows, options });
  try {
    for (let group = await reader.peek(); group; group = await reader.peek()) {
      const workbook = new UsageWorkbook(group.fileKey, { reader, rows, options });
      yield workbook;
      if (!workbook.isComplete) throw new Error("a workbook was not read to its end");
    }
  } finally {
    await reader.close();
  }
}
