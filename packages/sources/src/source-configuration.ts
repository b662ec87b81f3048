/** Which column of a source holds which field that reading needs to know of. */
export interface SourceColumns {
  /** The column of the rows' own ids; rows without one must not overlap. */
  readonly recordId: string;
  /** The column of the channel's id. */
  readonly channel: string;
  /** The column of the subscription. */
  readonly subscription: string;
  /** The column of the meter. */
  readonly meter: string;
  /** The column of the quantity. */
  readonly quantity: string;
  /** The column of a period's first instant. */
  readonly start: string;
  /** The column of the first instant after a period. */
  readonly end: string;
}

/** A program whose standard output is read. */
export interface CommandConfiguration {
  /** The program and its arguments, handed over as they are: no shell is involved. */
  readonly argv: readonly string[];
  /** How long it may run, in seconds; without end when left out. */
  readonly timeoutSeconds?: number;
}

/** A query, and exactly one of `postgres`, `sqlite` and `duckdb` to ask. */
export interface SqlConfiguration {
  /** The name of the environment variable that holds the connection string. */
  readonly postgres?: string;
  /** The path of an SQLite file. */
  readonly sqlite?: string;
  /** The path of a DuckDB file, or `:memory:`. */
  readonly duckdb?: string;
  /** A `SELECT` in which `{start}` and `{end}` stand for the window's ends. */
  readonly query?: string;
  /** The path of a file that holds the query. */
  readonly queryFile?: string;
}

/** What becomes of the events of a group and window. */
export type RollUpFunction = "sum" | "max" | "last" | "count" | "unique-count";

/** How raw meter events become one row for each group and window. */
export interface RollUpConfiguration {
  /** What becomes of the events of a group and window. */
  readonly function: RollUpFunction;
  /** The column of an event's time. */
  readonly time: string;
  /** The column of an event's quantity; that of the quantity when left out. */
  readonly quantity?: string;
  /** The column whose different values `unique-count` counts. */
  readonly unique?: string;
  /** The columns that make a group; those of channel, subscription and meter when left out. */
  readonly groupBy?: readonly string[];
  /** How long a row of the result is, in the source's time zone. */
  readonly window: "hour" | "day" | "month";
  /** How many decimals quantities may have, from 0 to 30; 9 when left out. */
  readonly decimals?: number;
}

/** A source as configured: exactly one of `files`, `command` and `sql`. */
export interface SourceConfiguration {
  /** The ids of the channels that its usage goes to. */
  readonly channels: readonly string[];
  /** Globs of CSV, JSON Lines and Parquet files. */
  readonly files?: string | readonly string[];
  /** A program that prints JSON Lines. */
  readonly command?: CommandConfiguration;
  /** A query of a database. */
  readonly sql?: SqlConfiguration;
  /** The IANA time zone of times without an offset, and of days, months and formats; UTC days and no times without an offset when left out. */
  readonly zone?: string;
  /** Where the time that a row covers comes from: its columns, or the whole window; `columns` when left out. */
  readonly period?: "columns" | "window";
  /** What happens when a row lies outside the window; `refuse` when left out. */
  readonly outsideWindow?: "refuse" | "skip";
  /** The columns that the source has to have. */
  readonly expectColumns?: readonly string[];
  /** Columns that have other names than the usual ones. */
  readonly columns?: Partial<SourceColumns>;
  /** How raw events are rolled up; rows are usage already when left out. */
  readonly rollUp?: RollUpConfiguration;
}
