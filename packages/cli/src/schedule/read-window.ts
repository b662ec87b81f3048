import {
  type Period,
  Quantity,
  type SourcePosition,
  UsageBillingError,
  type UsageRecord,
} from "@usage-billing/core";
import { createSource, type InputProblem, type SourceReading } from "@usage-billing/sources";
import { CommandError } from "../command-error.ts";
import type { Configuration } from "../configuration/configuration.ts";
import type { Environment } from "../configuration/credentials.ts";
import type { ConfiguredSource } from "../configuration/sources.ts";
import { InputProblems } from "../input/input-problem.ts";
import type { SeenRecords } from "../input/seen-records.ts";
import { InvalidValue } from "../input/to-usage-record.ts";
import { createRowMapping, type MapSourceRow } from "./map-source-row.ts";
import { RowSpool } from "./row-spool.ts";

/** What one source yielded for one window, for all of its channels. */
export interface WindowReading {
  readonly source: string;
  readonly period: Period;
  /** How many rows it had, those of other windows counted. */
  readonly rows: number;
  /** Whether there was not even a file. */
  readonly isAbsent: boolean;
  /** The columns that it had. */
  readonly columns: readonly string[];
  /** Records and exact sums by channel. */
  readonly yields: ReadonlyMap<string, { readonly records: number; readonly quantity: Quantity }>;
  /** What keeps rows from being records. */
  readonly problems: InputProblems;
  /** Why it could not be read whole. */
  readonly error?: Error;
  readonly map: MapSourceRow;
  readonly spool: RowSpool;
}

/** What is needed to read windows of sources. */
export interface ReadingTools {
  readonly configuration: Configuration;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** The record ids of this run, to notice what two sources, or two windows, both have. */
  readonly seen: SeenRecords;
  /** The readings of this run by the place that `seen` knows. */
  readonly readings: Map<string, WindowReading>;
}

/** Which window of which source is read. */
export interface ReadingRequest {
  readonly name: string;
  readonly source: ConfiguredSource;
  readonly period: Period;
  /** The channels whose records are wanted. */
  readonly channels: ReadonlySet<string>;
  /** The columns that the source had the last time. */
  readonly lastColumns?: readonly string[];
}

function isForeseen(error: unknown): error is Error {
  return UsageBillingError.isInstance(error) || error instanceof CommandError;
}

/** Where a record stands. */
interface Spot {
  readonly source: string;
  readonly file: string;
  readonly line: number;
}

const DUPLICATE_FIX =
  "Let one of them leave it out: the same subscription, meter and period are one record.";

function toDuplicate(recordId: string, here: Spot, there: Spot): InputProblem {
  const { source, file, line } = here;
  return {
    ...{ file, line, rule: "duplicate-record", fix: DUPLICATE_FIX },
    message: `the record ${recordId} of the source ${source} is in ${there.file}:${there.line} of the source ${there.source}, too`,
  };
}

/** Looks at the rows of one reading. */
class Reader {
  readonly problems = new InputProblems();
  readonly yields = new Map<string, { records: number; quantity: Quantity }>();
  readonly #request: ReadingRequest;
  readonly #tools: ReadingTools;
  readonly #key: string;

  constructor(request: ReadingRequest, tools: ReadingTools) {
    this.#request = request;
    this.#tools = tools;
    this.#key = String(tools.readings.size);
  }

  add(record: UsageRecord): void {
    const { recordId, channel, quantity, source: { line = 0, file = "" } = {} } = record;
    // Other channels have windows of their own, in which the same row comes again.
    if (!this.#request.channels.has(channel)) return;
    const { seen } = this.#tools;
    const before = seen.add(recordId, { file: `${this.#key}\n${file}`, line });
    if (before !== undefined) {
      this.#refuseBoth(recordId, { file, line }, before);
      return;
    }
    const sum = this.yields.get(channel);
    this.yields.set(channel, {
      records: 1 + (sum?.records ?? 0),
      quantity: sum?.quantity.plus(quantity) ?? quantity,
    });
  }

  finish(reading: WindowReading): void {
    this.#tools.readings.set(this.#key, reading);
  }

  /** Nobody knows which of two is right, so neither is sent. */
  #refuseBoth(recordId: string, place: SourcePosition, before: SourcePosition): void {
    const { name } = this.#request;
    const [key = "", file = ""] = before.file.split("\n");
    const rival = this.#tools.readings.get(key);
    const here = { source: name, ...place };
    const there = { source: rival?.source ?? name, file, line: before.line };
    this.problems.add(toDuplicate(recordId, here, there));
    rival?.problems.add(toDuplicate(recordId, there, here));
  }
}

async function readRows(
  reading: SourceReading,
  { spool, map, reader }: { spool: RowSpool; map: MapSourceRow; reader: Reader },
): Promise<Error | undefined> {
  try {
    for await (const row of reading) {
      await spool.add(row);
      try {
        reader.add(map(row));
      } catch (error) {
        if (!(error instanceof InvalidValue)) throw error;
        const { column, rule, message, fix } = error;
        const place = { file: row.file, line: row.line, column, rule, message };
        reader.problems.add(fix === undefined ? place : { ...place, fix });
      }
    }
    return undefined;
  } catch (error) {
    if (!isForeseen(error)) throw error;
    return error;
  } finally {
    await spool.finish();
  }
}

/**
 * Reads a window of a source to its end and looks at every row, in memory that does not grow with them.
 * Nothing is taken in.
 *
 * @param request - Which window of which source.
 * @param tools - Configuration, environment, signal, and what else was read in this run.
 * @returns What it yielded, or why it cannot be used; remove its spool in the end.
 */
export async function readWindow(
  request: ReadingRequest,
  tools: ReadingTools,
): Promise<WindowReading> {
  const { configuration, environment, signal } = tools;
  const { name, source, period, lastColumns } = request;
  const reader = new Reader(request, tools);
  const spool = await RowSpool.create();
  try {
    const map = createRowMapping(configuration, name, source);
    const from = createSource(name, source, { folder: source.folder, variables: environment });
    const options = { signal, ...(lastColumns === undefined ? {} : { lastColumns }) };
    const reading = from.read(period, options);
    const error = await readRows(reading, { spool, map, reader });
    const { rows, skipped, files, columns } = reading.summary;
    const result = {
      ...{ source: name, period, rows: rows + skipped, columns, map, spool },
      isAbsent: from.kind === "files" && files === 0,
      ...{ yields: reader.yields, problems: reader.problems },
      ...(error === undefined ? {} : { error }),
    };
    reader.finish(result);
    return result;
  } catch (error) {
    await spool.remove();
    throw error;
  }
}

/** What a reading without records for a channel yields. */
export const NO_YIELD: { readonly records: number; readonly quantity: Quantity } = {
  records: 0,
  quantity: Quantity.zero,
};
