import { InvalidWorkbookError } from "./invalid-workbook-error.ts";
import { decodeXml } from "./parse-xml.ts";
import type { CommentsByRow } from "./read-comments.ts";
import { type CellRow, RowScanner } from "./row-scanner.ts";

/** A row by its headers. */
export interface SheetRow {
  /** Its number in the sheet, counted from 1; the header is the first row that has cells. */
  readonly number: number;
  /** The texts of its cells by header; numbers as the file writes them. */
  readonly values: ReadonlyMap<string, string>;
  /** The comments on its cells by header, or by the letters of the column where it has none. */
  readonly comments: ReadonlyMap<string, string>;
}

/** A sheet's part and what it refers to. */
export interface SheetSource {
  /** The sheet's name, for what is said of it. */
  readonly name: string;
  /** Its XML, UTF-8. */
  readonly xml: AsyncIterable<Uint8Array>;
  /** The workbook's shared texts. */
  readonly sharedStrings: readonly string[];
  /** The comments on its cells. */
  readonly comments: CommentsByRow;
}

type Texts = ReadonlyMap<string, string>;
const NONE: Texts = new Map();

/** The headers by the letters of their columns. */
function toHeaders({ cells, number }: CellRow): Texts {
  const headers = new Map<string, string>();
  const columns = new Map<string, string>();
  for (const [column, text] of cells) {
    const header = text.trim();
    if (header === "") continue;
    const other = columns.get(header);
    if (other !== undefined) {
      throw new InvalidWorkbookError(
        `cells ${other}${number} and ${column}${number} are both headed ${header}`,
      );
    }
    columns.set(header, column);
    headers.set(column, header);
  }
  return headers;
}

/** Makes rows by header of rows by column, those included that have nothing but comments. */
class RowMapper {
  readonly #headers: Texts;
  readonly #comments: CommentsByRow;
  /** Rows with comments that were not reached yet, the last one first. */
  readonly #commented: number[];
  readonly #misplaced: readonly number[];

  constructor(header: CellRow, comments: CommentsByRow) {
    this.#headers = toHeaders(header);
    this.#comments = comments;
    const isBelow = (row: number): boolean => row >= header.number;
    const rows = [...comments.keys()].sort((left, right) => right - left);
    this.#commented = rows.filter(isBelow);
    this.#misplaced = rows.filter((row) => !isBelow(row));
  }

  *toRows(row: CellRow): Generator<SheetRow> {
    yield* this.commentedBefore(row.number);
    if (this.#commented.at(-1) === row.number) this.#commented.pop();
    yield this.#toRow(row);
  }

  *rest(): Generator<SheetRow> {
    yield* this.commentedBefore(Number.POSITIVE_INFINITY);
    for (const number of this.#misplaced) yield this.#toRow({ number, cells: NONE });
  }

  *commentedBefore(end: number): Generator<SheetRow> {
    for (let next = this.#commented.at(-1); next !== undefined && next < end; ) {
      this.#commented.pop();
      yield this.#toRow({ number: next, cells: NONE });
      next = this.#commented.at(-1);
    }
  }

  #toRow({ number, cells }: CellRow): SheetRow {
    const values = new Map<string, string>();
    for (const [column, header] of this.#headers) {
      const text = cells.get(column);
      if (text !== undefined) values.set(header, text);
    }
    const comments = this.#comments.get(number);
    return { number, values, comments: comments === undefined ? NONE : this.#byHeader(comments) };
  }

  #byHeader(comments: Texts): Texts {
    return new Map(
      [...comments].map(([column, words]) => [this.#headers.get(column) ?? column, words]),
    );
  }
}

async function* scanRows(
  { xml, sharedStrings }: SheetSource,
  scanner = new RowScanner(sharedStrings),
): AsyncGenerator<readonly CellRow[]> {
  try {
    for await (const text of decodeXml(xml)) yield scanner.write(text);
    scanner.end();
  } catch (error) {
    if (!(error instanceof InvalidWorkbookError)) throw error;
    throw new InvalidWorkbookError(`at row ${scanner.row}: ${error.message}`, { cause: error });
  }
}

/**
 * Reads the rows of a sheet as its bytes come; none is held.
 *
 * @param source - The sheet.
 * @returns First the row of the headers, then those below that have cells or comments, in order;
 * comments on cells that cannot be told come last, in row 0.
 * @throws {@link InvalidWorkbookError} When it cannot be read; says in which sheet and row.
 */
export async function* readSheetRows(source: SheetSource): AsyncGenerator<SheetRow, void, void> {
  let mapper: RowMapper | undefined;
  try {
    for await (const rows of scanRows(source)) {
      for (const row of rows) {
        mapper ??= new RowMapper(row, source.comments);
        yield* mapper.toRows(row);
      }
    }
    if (mapper === undefined) {
      const header = { number: 0, cells: NONE };
      mapper = new RowMapper(header, source.comments);
      yield* mapper.toRows(header);
    }
    yield* mapper.rest();
  } catch (error) {
    if (!(error instanceof InvalidWorkbookError)) throw error;
    throw new InvalidWorkbookError(`sheet ${source.name}, ${error.message}`, { cause: error });
  }
}
