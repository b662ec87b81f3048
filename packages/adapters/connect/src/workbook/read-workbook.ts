import { readCells, streamCells } from "./read-cells.ts";
import { readComments } from "./read-comments.ts";
import { readSharedStrings } from "./read-shared-strings.ts";
import type { CellRow } from "./row-scanner.ts";
import { findCommentsPart, findWorkbookParts } from "./workbook-parts.ts";
import { openZip, type ZipArchive } from "./zip-reader.ts";

/** A row by its headers. */
export interface SheetRow {
  /** Its number in the sheet, counted from 1; the header is the first row that has cells. */
  readonly number: number;
  /** The texts of its cells by header; numbers as the file writes them. */
  readonly values: ReadonlyMap<string, string>;
  /** The comments on its cells by header. */
  readonly comments: ReadonlyMap<string, string>;
}

/** What a sheet says. */
export interface ReadSheet {
  /** The headers, in their order. */
  readonly header: readonly string[];
  /** The comments on the headers, by header. */
  readonly headerComments: ReadonlyMap<string, string>;
  /** The rows below the header, empty ones left out. */
  readonly rows: readonly SheetRow[];
}

/** A workbook whose sheets are read when they are asked for. */
export interface ReadWorkbook {
  /**
   * Reads a sheet.
   *
   * @param names - The names it may have; the first that exists is taken.
   * @returns Its content; nothing when there is no such sheet.
   * @throws {@link InvalidWorkbookError} When it cannot be read.
   */
  readSheet(...names: readonly string[]): ReadSheet | undefined;
  /**
   * Reads the rows of a sheet one after the other; none is held.
   *
   * @param names - The names it may have; the first that exists is taken.
   * @returns The rows below the header, empty ones left out; none when there is no such sheet.
   * @throws {@link InvalidWorkbookError} When it cannot be read.
   */
  streamRows(...names: readonly string[]): AsyncGenerator<SheetRow>;
}

type ByHeader = ReadonlyMap<string, string>;

function byHeader(headers: ByHeader, textOf: (column: string) => string | undefined): ByHeader {
  const texts = new Map<string, string>();
  for (const [column, header] of headers) {
    const text = textOf(column);
    if (text !== undefined) texts.set(header, text);
  }
  return texts;
}

/** Makes rows by header of rows by column. */
class RowMapper {
  readonly #headers: ByHeader;
  readonly #comments: ByHeader;

  constructor(first: CellRow | undefined, comments: ByHeader) {
    this.#headers = first?.cells ?? new Map();
    this.#comments = comments;
  }

  get header(): readonly string[] {
    return [...this.#headers.values()];
  }

  commentsOf(row: number): ByHeader {
    if (this.#comments.size === 0) return this.#comments;
    return byHeader(this.#headers, (column) => this.#comments.get(`${column}${row}`));
  }

  toRow({ number, cells }: CellRow): SheetRow {
    const values = byHeader(this.#headers, (column) => cells.get(column));
    return { number, values, comments: this.commentsOf(number) };
  }
}

function toSheet(rows: readonly CellRow[], comments: ByHeader): ReadSheet {
  const [first, ...others] = rows;
  const mapper = new RowMapper(first, comments);
  return {
    header: mapper.header,
    headerComments: mapper.commentsOf(first?.number ?? 1),
    rows: others.map((row) => mapper.toRow(row)),
  };
}

async function* toRows(
  chunks: AsyncIterable<readonly CellRow[]>,
  comments: ByHeader,
): AsyncGenerator<SheetRow> {
  let mapper: RowMapper | undefined;
  for await (const rows of chunks) {
    for (const row of rows) {
      if (mapper === undefined) mapper = new RowMapper(row, comments);
      else yield mapper.toRow(row);
    }
  }
}

function readComment(archive: ZipArchive, sheetPart: string): ByHeader {
  const part = findCommentsPart(archive, sheetPart);
  const xml = part === undefined ? undefined : archive.read(part);
  return xml === undefined ? new Map() : readComments(xml);
}

/**
 * Opens a workbook. Sheets are found by name and columns by header, never by position.
 *
 * @param bytes - The file.
 * @returns The workbook.
 * @throws {@link InvalidWorkbookError} When it is none, torn, or unpacks to too much.
 */
export function openWorkbook(bytes: Uint8Array): ReadWorkbook {
  const archive = openZip(bytes);
  const { sheets, sharedStrings } = findWorkbookParts(archive);
  const sharedXml = sharedStrings === undefined ? undefined : archive.read(sharedStrings);
  const shared = sharedXml === undefined ? [] : readSharedStrings(sharedXml);
  const findSheet = (names: readonly string[]): string | undefined =>
    names.map((name) => sheets.get(name)).find((found) => found !== undefined);
  return {
    async *streamRows(...names) {
      const part = findSheet(names);
      const xml = part === undefined ? undefined : archive.stream(part);
      if (part === undefined || xml === undefined) return;
      yield* toRows(streamCells(xml, shared), readComment(archive, part));
    },
    readSheet: (...names) => {
      const part = findSheet(names);
      const xml = part === undefined ? undefined : archive.read(part);
      if (part === undefined || xml === undefined) return undefined;
      return toSheet(readCells(xml, shared), readComment(archive, part));
    },
  };
}
