import type { DuckDBConnection } from "@duckdb/node-api";
import { formatInstant, type Period, Quantity } from "@usage-billing/core";
import { explainDuckdbError } from "../duckdb/explain-duckdb-error.ts";
import { type DuckdbColumn, describeQuery } from "../duckdb/query-rows.ts";
import { withDuckdb } from "../duckdb/with-duckdb.ts";
import { type MatchedFile, matchFiles, refuseChangedFile } from "../files/match-files.ts";
import type { SourceSetup } from "../reading/create-read-raw.ts";
import { type RawRows, type ReadingContext, type ReadRaw, ValueRow } from "../reading/raw-rows.ts";
import type { RollUpConfiguration } from "../source-configuration.ts";
import { UnreadableInput } from "../text/unreadable-input.ts";
import { partWindow } from "./buckets.ts";
import { collectEvents } from "./collect-events.ts";
import { explainFault, type FaultyEvent } from "./explain-fault.ts";
import { fileEventsSql, isReadByDuckdb, lookAtFile, requireSameColumns } from "./file-events.ts";
import { type Events, FAULT, faultSql, type RollUpPlan, rollUpSql } from "./roll-up-sql.ts";

const HIDDEN = ["usage_file", "usage_line"];

/** Events, ready to be rolled up. */
interface Prepared {
  readonly sql: string;
  /** All columns that the events have. */
  readonly columns: readonly string[];
  /** The files that must not have changed meanwhile. */
  readonly files: readonly MatchedFile[];
}

class RollUp {
  readonly #setup: SourceSetup;
  readonly #rollUp: RollUpConfiguration;
  readonly #loadPlain: () => Promise<ReadRaw>;

  constructor(setup: SourceSetup, rollUp: RollUpConfiguration, loadPlain: () => Promise<ReadRaw>) {
    this.#setup = setup;
    this.#rollUp = rollUp;
    this.#loadPlain = loadPlain;
  }

  get #quantity(): string | undefined {
    const { function: name, quantity } = this.#rollUp;
    const isCount = name === "count" || name === "unique-count";
    return isCount ? undefined : (quantity ?? this.#setup.columns.quantity);
  }

  /** Every column that the roll-up may look at. */
  get #needed(): readonly string[] {
    const { channel, subscription, meter } = this.#setup.columns;
    const { groupBy = [channel, subscription, meter], time, unique } = this.#rollUp;
    const quantity = this.#quantity;
    return [
      ...new Set([
        ...groupBy,
        time,
        ...(unique === undefined ? [] : [unique]),
        ...(quantity === undefined ? [] : [quantity]),
      ]),
    ];
  }

  async *read(context: ReadingContext): AsyncGenerator<RawRows> {
    const purpose = `The roll-up of source ${this.#setup.source} and others`;
    const pieces = partWindow(context.window, this.#rollUp.window, context.zone);
    const { signal } = context;
    const self = this;
    yield* withDuckdb({ signal, purpose }, async function* (connection) {
      const { sql, columns: sourceColumns, files } = await self.#prepare(connection, context);
      if (sql === "") return;
      // Columns are looked at before the work is done.
      yield { file: files[0]?.file ?? self.#setup.source, sourceColumns, rows: [] };
      for await (const rows of self.#rolledUp(connection, sql, { context, pieces })) {
        yield { ...rows, sourceColumns };
      }
      for (const file of files) refuseChangedFile(file);
    });
  }

  async #prepare(connection: DuckDBConnection, context: ReadingContext): Promise<Prepared> {
    const { source, configuration } = this.#setup;
    const files = configuration.files === undefined ? [] : await matchFiles(this.#setup, context);
    if (files.length > 0 && files.every(isReadByDuckdb)) {
      const looked = [];
      try {
        for (const file of files) looked.push(await lookAtFile(connection, file));
      } catch (error) {
        throw explainDuckdbError(error, files[looked.length]?.file ?? source);
      }
      requireSameColumns(source, looked);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const columns = looked[0]?.columns ?? [];
      Object.assign(context.tally, { files: files.length, totalBytes: bytes, bytes, columns });
      return { sql: fileEventsSql(looked), columns, files };
    }
    const options = { source, needed: this.#needed, context };
    const collected = await collectEvents(connection, await this.#loadPlain(), options);
    return { ...collected, files: [] };
  }

  #planOf(
    columns: readonly DuckdbColumn[],
    { window, pieces }: { readonly window: Period; readonly pieces: readonly Period[] },
  ): RollUpPlan {
    const { channel, subscription, meter } = this.#setup.columns;
    const has = (name: string) => columns.some((column) => column.name === name);
    const usual = [subscription, ...[channel, meter].filter(has)];
    const groupBy = this.#rollUp.groupBy ?? usual;
    return {
      rollUp: this.#rollUp,
      groupBy,
      required: groupBy.filter((column) => column === subscription),
      quantity: this.#quantity,
      pieces,
      window,
      zone: this.#setup.configuration.zone,
    };
  }

  async *#rolledUp(
    connection: DuckDBConnection,
    sql: string,
    { context, pieces }: { readonly context: ReadingContext; readonly pieces: readonly Period[] },
  ): AsyncGenerator<RawRows> {
    const name = `roll-up of ${this.#setup.source}`;
    try {
      const described = await describeQuery(connection, { sql, name });
      const columns = described.filter((column) => !HIDDEN.includes(column.name));
      const plan = this.#planOf(columns, { window: context.window, pieces });
      const events: Events = { relation: `(${sql})`, columns, name };
      const result = await connection.stream(rollUpSql(events, plan));
      for await (const rows of result.yieldRows()) {
        const texts = rows as unknown as readonly (readonly (string | number | bigint | null)[])[];
        const sums = await this.#withoutFaults(texts, { connection, events, plan, context });
        yield this.#toRows(sums, plan, context);
      }
    } catch (error) {
      throw explainRollUpError(error, name);
    }
  }

  /** The rows that are sums; a fault is thrown, except for what may be outside the window. */
  async #withoutFaults(
    rows: readonly (readonly (string | number | bigint | null)[])[],
    at: {
      readonly connection: DuckDBConnection;
      readonly events: Events;
      readonly plan: RollUpPlan;
      readonly context: ReadingContext;
    },
  ): Promise<readonly (readonly (string | number | bigint | null)[])[]> {
    const skips = this.#setup.configuration.outsideWindow === "skip";
    for (const row of rows) {
      const piece = Number(row[0]);
      if (piece >= 0) break;
      if (piece !== FAULT.outside || !skips) throw await this.#faultOf(piece, at);
      at.context.tally.skipped += Number(row.at(-1));
    }
    return rows.filter(([piece]) => Number(piece) >= 0);
  }

  async #faultOf(
    fault: number,
    at: {
      readonly connection: DuckDBConnection;
      readonly events: Events;
      readonly plan: RollUpPlan;
    },
  ): Promise<UnreadableInput> {
    const { connection, events, plan } = at;
    const { quantity, groupBy, rollUp } = plan;
    const looked = [...groupBy, rollUp.time, ...(quantity === undefined ? [] : [quantity])];
    const search = { fault, columns: [...HIDDEN, ...looked] };
    const reader = await connection.runAndReadAll(faultSql(events, plan, search));
    const [file, line, ...values] = (reader.getRows()[0] ?? []) as (string | null)[];
    const event: FaultyEvent = {
      fault,
      file: file ?? events.name,
      line: line === null || line === undefined ? undefined : Number(line),
      values: new Map(looked.map((column, at) => [column, values[at] ?? undefined])),
    };
    return new UnreadableInput(await explainFault(event, plan));
  }

  #toRows(
    rows: readonly (readonly (string | number | bigint | null)[])[],
    { groupBy, pieces }: RollUpPlan,
    { tally }: ReadingContext,
  ): RawRows {
    const { quantity, start, end } = this.#setup.columns;
    const columns = [...groupBy, quantity, start, end];
    const file = `roll-up of ${this.#setup.source}`;
    const before = tally.rows + tally.skipped;
    return {
      file,
      columns,
      rows: rows.map((row, at) => {
        const cells = row.map((cell) => (cell === null ? undefined : String(cell)));
        const piece = pieces[Number(row[0])];
        if (piece === undefined) throw new RangeError("every sum belongs to a piece of the window");
        tally.events += Number(row.at(-1));
        const sum = Quantity.parse(cells.at(-2) ?? "").toString();
        const period = [formatInstant(piece.start), formatInstant(piece.end)];
        return new ValueRow(before + at + 1, columns, [...cells.slice(1, -2), sum, ...period]);
      }),
    };
  }
}

/** What DuckDB says when a sum needs more than 38 digits. */
function explainRollUpError(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || !/overflow|more than 38 digits/i.test(error.message)) {
    return explainDuckdbError(error, name);
  }
  const message = "a sum needs more than 38 digits in all, decimals included";
  const fix = `Set "rollUp.decimals" to fewer, or roll up by a shorter window`;
  return new UnreadableInput({ file: name, rule: "overflow", message, fix }, { cause: error });
}

/**
 * Makes what rolls raw events up, by DuckDB.
 *
 * @param setup - The source.
 * @param rollUp - How events are rolled up.
 * @param loadPlain - Loads what reads the source's events, for sources that DuckDB does not read itself.
 * @returns Reads a window: a row for each group and each hour, day or month that has events.
 */
export function createRollUp(
  setup: SourceSetup,
  rollUp: RollUpConfiguration,
  loadPlain: () => Promise<ReadRaw>,
): ReadRaw {
  const reader = new RollUp(setup, rollUp, loadPlain);
  return (context) => reader.read(context);
}
