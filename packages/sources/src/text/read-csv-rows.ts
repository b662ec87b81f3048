import Papa from "papaparse";
import type { ReadRowsOptions, Row, Rows } from "./read-rows.ts";
import { readText } from "./read-text.ts";
import { UnreadableInput } from "./unreadable-input.ts";

interface Header {
  readonly columns: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

class CsvRow implements Row {
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #header: Header;

  constructor(header: Header, cells: readonly string[], line: number) {
    this.#header = header;
    this.#cells = cells;
    this.line = line;
  }

  get columns(): readonly string[] {
    return this.#header.columns;
  }

  value(column: string): string | undefined {
    const position = this.#header.positions.get(column);
    const value = position === undefined ? undefined : this.#cells[position];
    return value === "" ? undefined : value;
  }
}

interface Place {
  readonly file: string;
  readonly line: number;
}

const FIXES = {
  "broken-quotes": "Close the quote, or double a quote that belongs to the text.",
  "cut-off": "Wait until the file is written whole, and end its last line with a line feed.",
  "duplicate-column": "Give each column a name of its own.",
  "wrong-line-ends": "Save the file with line feeds at the ends of lines.",
  "wrong-number-of-cells": "Put cells that hold a comma in quotes, and leave no cell out.",
  "wrong-separator": "Save the file with commas between cells (in spreadsheets: CSV UTF-8).",
} as const;

function broken(place: Place, rule: keyof typeof FIXES, message: string): UnreadableInput {
  return new UnreadableInput({ ...place, rule, message, fix: FIXES[rule] });
}

function readHeader(file: string, cells: readonly string[]): Header {
  if (cells.some((cell) => cell.includes("\r"))) {
    const message = "lines end with a carriage return alone, so that the file seems to be one line";
    throw broken({ file, line: 1 }, "wrong-line-ends", message);
  }
  const columns = cells.map((cell) => cell.trim());
  const twice = columns.find((column, at) => column !== "" && columns.indexOf(column) !== at);
  if (twice !== undefined) {
    throw broken(
      { file, line: 1 },
      "duplicate-column",
      `the header names the column "${twice}" twice`,
    );
  }
  if (columns.length === 1 && /[;\t|]/.test(columns[0] ?? "")) {
    const message =
      "the header has one column; the file seems to use another separator than a comma";
    throw broken({ file, line: 1 }, "wrong-separator", message);
  }
  return { columns, positions: new Map(columns.map((column, at) => [column, at])) };
}

function isBlank(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0]?.trim() === "";
}

/** How many lines of the file a row takes: one, and one more for each line break inside quotes. */
function height(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) lines += 1;
  }
  return lines;
}

/** Turns parsed cells into rows and keeps count of the lines. */
class RowBuilder {
  readonly #file: string;
  #header: Header | undefined;
  #line = 1;

  constructor(file: string) {
    this.#file = file;
  }

  /** The line on which the next row starts. */
  get line(): number {
    return this.#line;
  }

  build({ data, errors }: Papa.ParseResult<string[]>): Rows {
    const error = errors.find(({ type }) => type === "Quotes");
    const rows: Row[] = [];
    for (const [index, cells] of data.entries()) {
      if (error?.row === index) this.#refuseQuotes(error.code);
      this.#take(cells, rows);
    }
    if (error !== undefined) this.#refuseQuotes(error.code);
    return this.#header === undefined ? { rows } : { columns: this.#header.columns, rows };
  }

  #take(cells: readonly string[], rows: Row[]): void {
    if (!isBlank(cells)) {
      if (this.#header === undefined) this.#header = readHeader(this.#file, cells);
      else rows.push(this.#row(this.#header, cells));
    }
    this.#line += height(cells);
  }

  #row(header: Header, cells: readonly string[]): Row {
    if (cells.length !== header.columns.length) {
      const message = `the row has ${cells.length} cells where the header has ${header.columns.length} columns`;
      throw broken({ file: this.#file, line: this.#line }, "wrong-number-of-cells", message);
    }
    return new CsvRow(header, cells, this.#line);
  }

  #refuseQuotes(code: string): never {
    const message =
      code === "MissingQuotes"
        ? "a quoted cell that starts on this line is never closed"
        : "a quote stands inside a quoted cell without being doubled";
    throw broken({ file: this.#file, line: this.#line }, "broken-quotes", message);
  }
}

/** Cuts off what could belong to an unfinished row: everything after the last line break outside quotes. */
function lastBreakOutsideQuotes(text: string): number {
  let quotes = 0;
  let cut = -1;
  let from = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
    for (let quote = text.indexOf('"', from); quote !== -1 && quote < at; ) {
      quotes += 1;
      from = quote + 1;
      quote = text.indexOf('"', from);
    }
    if (quotes % 2 === 0) cut = at;
  }
  return cut;
}

/** The place after the last complete row; without quotes in the text that is simply the last line break. */
function completeEnd(text: string): number {
  return text.includes('"') ? lastBreakOutsideQuotes(text) : text.lastIndexOf("\n");
}

const LONGEST_ROW = 1 << 24;
const CUT_OFF = "the last line has no line end, so the file may have been cut off within a value";

/** Line ends as the parser wants them, whatever system wrote the file. */
function withPlainLineEnds(text: string): string {
  if (!text.includes("\r")) return text;
  const plain = text.replaceAll("\r\n", "\n");
  return plain.endsWith("\r") ? plain.slice(0, -1) : plain;
}

/**
 * Streams the rows of a CSV file with a header line, comma-separated, quoted as in RFC 4180.
 *
 * @param file - The file's path.
 * @param options - Who is told of bytes, and whether the last line may lack its end.
 * @returns Rows piece by piece.
 * @throws {@link UnreadableInput} On broken quotes, rows of another width than the header, or wrong encoding.
 */
export async function* readCsvRows(
  file: string,
  { onBytes, requireLineEnd = false }: ReadRowsOptions = {},
): AsyncGenerator<Rows> {
  const builder = new RowBuilder(file);
  const parse = (text: string) =>
    builder.build(Papa.parse<string[]>(withPlainLineEnds(text), { delimiter: ",", newline: "\n" }));
  let rest = "";
  for await (const text of readText(file, onBytes)) {
    rest += text;
    const end = completeEnd(rest);
    if (end !== -1) {
      yield parse(rest.slice(0, end));
      rest = rest.slice(end + 1);
    } else if (rest.length > LONGEST_ROW) {
      const message =
        "a quote that opens on this line or later is not closed for 16 million characters";
      throw broken({ file, line: builder.line }, "broken-quotes", message);
    }
  }
  if (rest === "") return;
  const rows = parse(rest);
  if (requireLineEnd) throw broken({ file, line: builder.line - 1 }, "cut-off", CUT_OFF);
  yield rows;
}
