import type { Period } from "@usage-billing/core";

/** A row of a source: the same named columns as a row of a usage file. */
export interface SourceRow {
  /** Where the row stands, for people: a file and its line, or the row of a query. */
  readonly place: string;
  /** The file's path, or what the row comes from. */
  readonly file: string;
  /** The line of the file or the number of the row, counted from 1. */
  readonly line: number;
  /** The values that are there, as text by column: decimals exactly, start and end in UTC with `Z`. */
  readonly values: Readonly<Record<string, string>>;
}

/** What a reading has come to; final when the reading has ended. */
export interface SourceSummary {
  /** How many files were read; 0 where the source has none. */
  readonly files: number;
  /** How many rows were given. A source that gives none is silent, which is not a zero. */
  readonly rows: number;
  /** How many raw events went into the rows of a roll-up. */
  readonly events: number;
  /** How many rows or events lay outside the window and were left out. */
  readonly skipped: number;
  /** How many bytes of files were read. */
  readonly bytes: number;
  /** How many bytes the files have; 0 where nobody knows. */
  readonly totalBytes: number;
  /** The columns that the source had, in its order. */
  readonly columns: readonly string[];
}

/**
 * Rows, to be gone through once. They count only when the reading ends without an error:
 * a source that breaks off is thrown after rows were given.
 */
export interface SourceReading extends AsyncIterable<SourceRow> {
  /** What the reading has come to so far. */
  readonly summary: SourceSummary;
}

/** How a source is read. */
export interface ReadOptions {
  /** Ends the reading early; the iteration then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** The columns that the source had the last time; others are refused unless the configuration lists them. */
  readonly lastColumns?: readonly string[];
}

/** Where usage comes from. */
export interface UsageSource {
  /** The source's name. */
  readonly name: string;
  /** What kind of source it is. */
  readonly kind: "files" | "command" | "postgres" | "sqlite" | "duckdb";
  /**
   * Reads the usage of a window.
   *
   * @param window - Half-open, UTC. A row that lies outside is refused or left out, as configured.
   * @param options - The signal, and the columns of the last time.
   * @returns The rows, in memory that does not grow with them.
   */
  read(window: Period, options?: ReadOptions): SourceReading;
  /**
   * Finds out which columns the source has in a window, from its first row.
   *
   * @param window - Half-open, UTC.
   * @param options - The signal.
   * @returns The columns in the source's order; none when it gives no row.
   * @throws {@link SourceError} When it cannot be read.
   */
  describeColumns(
    window: Period,
    options?: Pick<ReadOptions, "signal">,
  ): Promise<readonly string[]>;
}

/** What a source gets from where it runs. */
export interface SourceEnvironment {
  /** The folder that paths and globs are relative to. */
  readonly folder: string;
  /** Environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}
