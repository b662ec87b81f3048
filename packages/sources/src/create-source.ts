import { MissingConfigurationError, type Period } from "@usage-billing/core";
import { toSourceError } from "./errors/to-source-error.ts";
import { ColumnWatch } from "./reading/column-watch.ts";
import { createReadRaw, kindOf } from "./reading/create-read-raw.ts";
import { OverlapWatch } from "./reading/overlap-watch.ts";
import { type PlacingRules, placeRow } from "./reading/place-rows.ts";
import type { ReadRaw, Tally } from "./reading/raw-rows.ts";
import type {
  ReadOptions,
  SourceEnvironment,
  SourceReading,
  SourceRow,
  SourceSummary,
  UsageSource,
} from "./source.ts";
import type { SourceColumns, SourceConfiguration } from "./source-configuration.ts";
import { createReadTime } from "./time/read-time.ts";

/** The columns of a source when its configuration says nothing. */
const USUAL_COLUMNS: SourceColumns = {
  recordId: "record_id",
  channel: "channel",
  subscription: "subscription",
  meter: "meter",
  quantity: "quantity",
  start: "start",
  end: "end",
};

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) yield* textsOf(member);
  }
}

class ConfiguredSource implements UsageSource {
  readonly name: string;
  readonly kind: UsageSource["kind"];
  readonly #configuration: SourceConfiguration;
  readonly #columns: SourceColumns;
  readonly #readRaw: ReadRaw;

  constructor(name: string, configuration: SourceConfiguration, environment: SourceEnvironment) {
    this.name = name;
    this.kind = kindOf(configuration);
    this.#configuration = configuration;
    this.#columns = { ...USUAL_COLUMNS, ...configuration.columns };
    const { name: source } = this;
    const setup = { source, configuration, columns: this.#columns, environment };
    this.#readRaw = createReadRaw(setup);
  }

  read(window: Period, options: ReadOptions = {}): SourceReading {
    const zeros = { files: 0, rows: 0, events: 0, skipped: 0, bytes: 0, totalBytes: 0 };
    const tally: Tally = { ...zeros, columns: [] };
    const rows = this.#rows(window, options, tally);
    return {
      [Symbol.asyncIterator]: () => rows,
      get summary(): SourceSummary {
        return tally;
      },
    };
  }

  async describeColumns(
    window: Period,
    options: Pick<ReadOptions, "signal"> = {},
  ): Promise<readonly string[]> {
    const reading = this.read(window, options);
    for await (const _ of reading) break;
    return reading.summary.columns;
  }

  async *#rows(window: Period, options: ReadOptions, tally: Tally): AsyncGenerator<SourceRow> {
    const signal = options.signal ?? new AbortController().signal;
    try {
      yield* this.#placed(window, { ...options, signal }, tally);
    } catch (error) {
      signal.throwIfAborted();
      throw toSourceError(this.name, error);
    }
  }

  async *#placed(
    window: Period,
    { signal, lastColumns }: ReadOptions & { readonly signal: AbortSignal },
    tally: Tally,
  ): AsyncGenerator<SourceRow> {
    const { zone = "UTC", expectColumns } = this.#configuration;
    const watch = new ColumnWatch(this.name, expectColumns ?? lastColumns);
    const needed = new Set(textsOf(this.#columns));
    const rules = this.#rules(window);
    const overlaps = new OverlapWatch(this.#columns);
    signal.throwIfAborted();
    for await (const piece of this.#readRaw({ window, zone, needed, tally, signal })) {
      signal.throwIfAborted();
      watch.look(piece);
      tally.columns = watch.columns;
      for (const row of piece.rows) {
        const placed = placeRow(row, piece.file, rules);
        if (placed === undefined) tally.skipped += 1;
        else {
          if (!rules.isWholeWindow) overlaps.look(placed);
          tally.rows += 1;
          yield placed;
        }
      }
    }
    watch.finish();
  }

  #rules(window: Period): PlacingRules {
    const { zone, period, outsideWindow, rollUp } = this.#configuration;
    return {
      source: this.name,
      window,
      columns: this.#columns,
      isWholeWindow: period === "window" && rollUp === undefined,
      skipOutside: outsideWindow === "skip",
      readTime: createReadTime(zone),
    };
  }
}

/**
 * Makes a source from its configuration. Nothing is opened before it is read.
 *
 * @param name - The source's name.
 * @param configuration - Exactly one of `files`, `command` and `sql`, and how rows are understood.
 * @param environment - The folder of relative paths, and the environment variables.
 * @returns The source.
 * @throws {@link MissingConfigurationError} When the configuration has none or several of the kinds, or a placeholder that is unknown.
 * @example
 * ```ts
 * const configuration = { channels: ["connect"], files: "exports/{day:yyyy-MM-dd}.csv" };
 * const source = createSource("metering", configuration, { folder: ".", variables: process.env });
 * const reading = source.read(createPeriod(parseInstant("2026-10-01T00:00:00Z"), parseInstant("2026-11-01T00:00:00Z")));
 * for await (const { place, values } of reading) console.log(place, values);
 * if (reading.summary.rows === 0) console.log("The source is silent.");
 * ```
 */
export function createSource(
  name: string,
  configuration: SourceConfiguration,
  environment: SourceEnvironment,
): UsageSource {
  try {
    return new ConfiguredSource(name, configuration, environment);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new MissingConfigurationError(`sources.${name}${error.message}`);
  }
}
