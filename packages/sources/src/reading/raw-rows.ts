import type { Period } from "@usage-billing/core";
import type { Row } from "../text/read-rows.ts";

/** Rows as a source has them, before their times are looked at. */
export interface RawRows {
  /** The file's path, or what the rows come from. */
  readonly file: string;
  /** The columns, where all rows share them. */
  readonly columns?: readonly string[];
  /** The columns of what the rows were made from, where they are others: those of raw events. */
  readonly sourceColumns?: readonly string[];
  /** The next rows. */
  readonly rows: readonly Row[];
}

/** What a reading notes while it goes on. */
export interface Tally {
  files: number;
  rows: number;
  events: number;
  skipped: number;
  bytes: number;
  totalBytes: number;
  columns: readonly string[];
}

/** What reading goes by. */
export interface ReadingContext {
  readonly window: Period;
  /** The IANA time zone of formats, days and months. */
  readonly zone: string;
  /** Columns whose values are needed; of others, inexact numbers are left out. */
  readonly needed: ReadonlySet<string>;
  readonly tally: Tally;
  readonly signal: AbortSignal;
}

/** Reads the rows of one kind of source. */
export type ReadRaw = (context: ReadingContext) => AsyncIterable<RawRows>;

/** A row of values by column. */
export class ValueRow implements Row {
  readonly line: number;
  readonly columns: readonly string[];
  readonly #values: readonly (string | undefined)[];

  /**
   * Makes a row.
   *
   * @param line - Its number, counted from 1.
   * @param columns - The columns.
   * @param values - Their values in the same order; undefined where there is none.
   */
  constructor(line: number, columns: readonly string[], values: readonly (string | undefined)[]) {
    this.line = line;
    this.columns = columns;
    this.#values = values;
  }

  /**
   * Gives a value.
   *
   * @param column - The column.
   * @returns Its value; undefined when there is none.
   */
  value(column: string): string | undefined {
    const value = this.#values[this.columns.indexOf(column)];
    return value === "" ? undefined : value;
  }
}
