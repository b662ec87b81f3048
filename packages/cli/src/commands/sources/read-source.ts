import { formatPeriod, Quantity, type UsageRecord } from "@usage-billing/core";
import {
  createSource,
  formatInputProblem,
  type SourceRow,
  type SourceSummary,
} from "@usage-billing/sources";
import { CommandError, EXIT } from "../../command-error.ts";
import { loadConfiguration } from "../../configuration/load-configuration.ts";
import type { CommandContext } from "../../context.ts";
import { InputProblems } from "../../input/input-problem.ts";
import { SeenRecords } from "../../input/seen-records.ts";
import { InvalidValue } from "../../input/to-usage-record.ts";
import { count } from "../../output/count.ts";
import { createProgress } from "../../output/progress.ts";
import { formatTable } from "../../output/table.ts";
import { createRowMapping, type MapSourceRow } from "../../schedule/map-source-row.ts";
import { readWindowOptions, requireSource } from "./require-source.ts";

/** What `usage-billing sources read` takes. */
export interface SourcesReadOptions {
  readonly config: string;
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

const COLUMNS = [
  { title: "channel" },
  { title: "subscription" },
  { title: "meter" },
  { title: "quantity", align: "right" },
  { title: "period" },
  { title: "place" },
] as const;

const ROWS_OF_A_TABLE = 1_000;
const SHOWN_PROBLEMS = 20;

function toCells(record: UsageRecord): readonly string[] {
  const { channel, subscription, meter = "", quantity, period, source } = record;
  const place = `${source?.file}:${source?.line}`;
  return [channel, subscription, meter, quantity.toString(), formatPeriod(period), place];
}

function toJson(record: UsageRecord): string {
  const [start, end] = formatPeriod(record.period).split("/");
  return JSON.stringify({ ...record, period: { start, end } });
}

/** Prints records as they come, and adds them up. */
class Output {
  readonly sums = new Map<string, { records: number; quantity: Quantity }>();
  readonly #isJson: boolean;
  readonly #context: CommandContext;
  #rows: (readonly string[])[] = [];

  constructor(isJson: boolean, context: CommandContext) {
    this.#isJson = isJson;
    this.#context = context;
  }

  add(record: UsageRecord): void {
    const { channel, quantity } = record;
    const sum = this.sums.get(channel) ?? { records: 0, quantity: Quantity.zero };
    this.sums.set(channel, {
      records: sum.records + 1,
      quantity: sum.quantity.plus(quantity),
    });
    if (this.#isJson) this.#context.print(toJson(record));
    else this.#rows.push(toCells(record));
    if (this.#rows.length === ROWS_OF_A_TABLE) this.flush();
  }

  flush(): void {
    if (this.#rows.length > 0) this.#context.print(formatTable(COLUMNS, this.#rows));
    this.#rows = [];
  }
}

/** Turns rows into records and notes what keeps them from being any. */
class Checked {
  readonly problems = new InputProblems();
  readonly #seen = new SeenRecords();
  readonly #map: MapSourceRow;

  constructor(map: MapSourceRow) {
    this.#map = map;
  }

  record(row: SourceRow): UsageRecord | undefined {
    const { file, line } = row;
    try {
      const record = this.#map(row);
      const before = this.#seen.add(record.recordId, { file, line });
      if (before === undefined) return record;
      const message = `is the same record as ${before.file}:${before.line}`;
      const fix = "Add the quantities up, or map a column of record ids.";
      this.problems.add({ file, line, rule: "duplicate-record", message, fix });
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      const { column, rule, message, fix } = error;
      const problem = { file, line, column, rule, message };
      this.problems.add(fix === undefined ? problem : { ...problem, fix });
    }
    return undefined;
  }
}

function refuse(problems: InputProblems): void {
  if (problems.count === 0) return;
  const lines = problems.listed.slice(0, SHOWN_PROBLEMS).map(formatInputProblem);
  const more = problems.count - lines.length;
  if (more > 0) lines.push(`… and ${count(more, "more problem")}`);
  const summary = `Such a window would not be reported: it has ${count(problems.count, "problem")}.`;
  throw new CommandError([...lines, summary].join("\n"));
}

const SAY_EVERY = 5_000;

/** Shows how far a reading has come: by bytes where they are known, by rows otherwise. */
function createReadingProgress(name: string, { isTerminal, warn }: CommandContext) {
  const bytes = createProgress({ isTerminal, warn });
  let said = Date.now();
  return {
    update(summary: SourceSummary): void {
      if (summary.totalBytes > 0) bytes.update(name, summary.bytes, summary.totalBytes);
      else if (Date.now() - said >= SAY_EVERY) {
        said = Date.now();
        warn(`${name}: ${count(summary.rows, "row")} so far`);
      }
    },
    stop: () => bytes.stop(),
  };
}

/**
 * Prints what a source yields for a window, as it would be reported. Nothing is sent, and no ledger is opened.
 *
 * @param name - The source's name.
 * @param options - The command's options.
 * @param context - Where output goes, and the signal that ends it.
 * @throws {@link CommandError} When rows are no records; the message names each place.
 */
export async function readSource(
  name: string,
  options: SourcesReadOptions,
  context: CommandContext,
): Promise<void> {
  const window = readWindowOptions(options);
  const configuration = await loadConfiguration(options.config);
  const source = requireSource(configuration, name);
  const { environment: variables, signal } = context;
  const reading = createSource(name, source, { folder: source.folder, variables }).read(window, {
    signal,
  });
  const checked = new Checked(createRowMapping(configuration, name, source));
  const output = new Output(options.json === true, context);
  const progress = createReadingProgress(name, context);
  try {
    for await (const row of reading) {
      const record = checked.record(row);
      if (record !== undefined) output.add(record);
      if (reading.summary.rows % ROWS_OF_A_TABLE === 0) progress.update(reading.summary);
    }
  } finally {
    progress.stop();
  }
  output.flush();
  refuse(checked.problems);
  summarize({ name, output, summary: reading.summary, window: formatPeriod(window) }, context);
}

function summarize(
  result: {
    readonly name: string;
    readonly output: Output;
    readonly summary: SourceSummary;
    readonly window: string;
  },
  context: CommandContext,
): void {
  const { name, output, summary, window } = result;
  const { files, rows, events, skipped } = summary;
  for (const [channel, { records, quantity }] of output.sums) {
    context.warn(`${channel}: ${count(records, "record")}, ${quantity} in all.`);
  }
  const parts = [
    ...(files > 0 ? [count(files, "file")] : []),
    ...(events > 0 ? [count(events, "event")] : []),
    ...(skipped > 0 ? [`${skipped} left out because of another window`] : []),
  ];
  if (parts.length > 0) context.warn(`${parts.join(", ")}.`);
  if (rows > 0) return;
  context.warn(
    `${name} yields nothing for ${window}. Silence is not zero: let it yield rows of quantity 0 where there was no usage.`,
  );
  context.end(EXIT.open);
}
