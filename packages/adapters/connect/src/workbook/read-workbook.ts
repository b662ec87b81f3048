import { type CellRow, readCells } from "./read-cells.ts";
import { readComments } from "./read-comments.ts";
import { readSharedStrings } from "./read-shared-strings.ts";
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
}

type ByHeader = ReadonlyMap<string, string>;

function byHeader(headers: ByHeader, textOf: (column: string) => string | undefined): ByHeader {
  const pairs = [...headers].flatMap(([column, header]) => {
    const text = textOf(column);
    return text === undefined ? [] : [[header, text] as const];
  });
  return new Map(pairs);
}

function toSheet(rows: readonly CellRow[], comments: ByHeader): ReadSheet {
  const [first, ...others] = rows;
  const headers: ByHeader = first?.cells ?? new Map();
  const commentsOf = (row: number): ByHeader =>
    comments.size === 0 ? comments : byHeader(headers, (column) => comments.get(`${column}${row}`));
  return {
    header: [...headers.values()],
    headerComments: commentsOf(first?.number ?? 1),
    rows: others.map(({ number, cells }) => ({
      number,
      values: byHeader(headers, (column) => cells.get(column)),
      comments: commentsOf(number),
    })),
  };
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
  return {
    readSheet: (...names) => {
      const part = names.map((name) => sheets.get(name)).find((found) => found !== undefined);
      const xml = part === undefined ? undefined : archive.read(part);
      if (part === undefined || xml === undefined) return undefined;
      return toSheet(readCells(xml, shared), readComment(archive, part));
    },
  };
}
