import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { type CommentsByRow, readComments } from "./read-comments.ts";
import { readSharedStrings } from "./read-shared-strings.ts";
import { readSheetRows, type SheetRow, type SheetSource } from "./sheet-reader.ts";
import { findCommentsPart, findWorkbookParts } from "./workbook-parts.ts";
import { openZip } from "./zip-reader.ts";

/** A sheet whose rows are read when they are asked for. */
export interface ReadSheet {
  /** The name under which it was found. */
  readonly name: string;
  /** The row of the headers, counted from 1; 0 in an empty sheet. */
  readonly headerRow: number;
  /** The headers, in their order. */
  readonly header: readonly string[];
  /** The comments on the headers, by header. */
  readonly headerComments: ReadonlyMap<string, string>;
  /** The rows below the header that have cells or comments, to be read once; none is held. */
  readonly rows: AsyncGenerator<SheetRow, void, void>;
}

/** A workbook whose sheets are read when they are asked for. */
export interface ReadWorkbook {
  /** The names of its sheets, in their order. */
  readonly sheets: readonly string[];
  /**
   * Begins to read a sheet.
   *
   * @param names - The names it may have; the first that exists is taken.
   * @returns Its header, and its rows; nothing when there is no such sheet.
   * @throws {@link InvalidWorkbookError} When it cannot be read.
   */
  readSheet(...names: readonly string[]): Promise<ReadSheet | undefined>;
  /**
   * Reads the rows of a sheet one after the other; none is held.
   *
   * @param names - The names it may have; the first that exists is taken.
   * @returns The rows below the header that have cells or comments; none when there is no such sheet.
   * @throws {@link InvalidWorkbookError} When it cannot be read.
   */
  streamRows(...names: readonly string[]): AsyncGenerator<SheetRow, void, void>;
}

/** Bounds on what is read. */
export interface ReadWorkbookOptions {
  /** The greatest size of one unpacked part of the workbook, in bytes. Default: 8 GiB. */
  readonly maximumUnpackedBytes?: number;
}

/** Shared texts and comments are held while their sheet is read: what 1,000,000 rows need, not more. */
const MAXIMUM_HELD_BYTES = 512 * 1024 * 1024;

const NO_HEADER: SheetRow = { number: 0, values: new Map(), comments: new Map() };

/** What a sheet refers to is read when the first sheet is. */
class WorkbookReader implements ReadWorkbook {
  readonly #archive: ReturnType<typeof openZip>;
  readonly #parts: ReturnType<typeof findWorkbookParts>;
  #sharedStrings: Promise<readonly string[]> | undefined;

  constructor(bytes: Uint8Array, maximumUnpackedBytes: number | undefined) {
    this.#archive = openZip(bytes, maximumUnpackedBytes);
    this.#parts = findWorkbookParts(this.#archive);
  }

  get sheets(): readonly string[] {
    return [...this.#parts.sheets.keys()];
  }

  async readSheet(...names: readonly string[]): Promise<ReadSheet | undefined> {
    const source = await this.#findSheet(names);
    if (source === undefined) return undefined;
    const rows = readSheetRows(source);
    const { value } = await rows.next();
    const { number: headerRow, values, comments: headerComments } = value ?? NO_HEADER;
    return { name: source.name, headerRow, header: [...values.keys()], headerComments, rows };
  }

  async *streamRows(...names: readonly string[]): AsyncGenerator<SheetRow, void, void> {
    const sheet = await this.readSheet(...names);
    if (sheet !== undefined) yield* sheet.rows;
  }

  async #findSheet(names: readonly string[]): Promise<SheetSource | undefined> {
    const name = names.find((candidate) => this.#parts.sheets.has(candidate));
    const part = this.#parts.sheets.get(name ?? "");
    if (name === undefined || part === undefined) return undefined;
    this.#sharedStrings ??= this.#readSharedStrings();
    const sharedStrings = await this.#sharedStrings;
    const comments = await this.#readComments(part);
    return { name, xml: this.#stream(part), sharedStrings, comments };
  }

  async #readSharedStrings(): Promise<readonly string[]> {
    const { sharedStrings: part } = this.#parts;
    return part === undefined ? [] : readSharedStrings(this.#stream(part, MAXIMUM_HELD_BYTES));
  }

  async #readComments(sheetPart: string): Promise<CommentsByRow> {
    const part = findCommentsPart(this.#archive, sheetPart);
    return part === undefined ? new Map() : readComments(this.#stream(part, MAXIMUM_HELD_BYTES));
  }

  /** What the workbook refers to has to be there: to go without it would change what it says. */
  #stream(part: string, maximumBytes?: number): AsyncGenerator<Uint8Array> {
    const xml = this.#archive.stream(part, maximumBytes);
    if (xml === undefined) throw new InvalidWorkbookError(`${part} is not in the workbook`);
    return xml;
  }
}

/**
 * Opens a workbook. Sheets are found by name and columns by header, never by position; whatever else
 * the file holds, its properties for example, is not looked at. Entities are not expanded, nothing is
 * fetched from outside of the file, and a part that unpacks to more than 400 times its size is refused.
 *
 * @param bytes - The file.
 * @param options - Bounds on what is read.
 * @returns The workbook.
 * @throws {@link InvalidWorkbookError} When it is none, torn, or unpacks to too much.
 * @example
 * ```ts
 * const workbook = openWorkbook(await readFile("processed.xlsx"));
 * for await (const { number, values, comments } of workbook.streamRows("records")) {
 *   for (const [column, words] of comments) {
 *     console.log(`row ${number}, ${values.get("record_id")}, ${column}: ${words}`);
 *   }
 * }
 * ```
 */
export function openWorkbook(bytes: Uint8Array, options: ReadWorkbookOptions = {}): ReadWorkbook {
  return new WorkbookReader(bytes, options.maximumUnpackedBytes);
}
