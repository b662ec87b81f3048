import type { UsageRecord } from "@usage-billing/core";
import { type OnBytes, type Row, readRows, UnreadableInput } from "@usage-billing/sources";
import { type ColumnNeeds, requireColumns } from "./columns.ts";
import type { InputProblems } from "./input-problem.ts";
import { SeenRecords } from "./seen-records.ts";
import { InvalidValue, type Mapping, toUsageRecord } from "./to-usage-record.ts";

/** What is needed to read usage files. */
export interface InputOptions {
  /** Columns, source name and channels. */
  readonly mapping: Mapping;
  /** Which columns a file must have. */
  readonly needs: ColumnNeeds;
  /** Takes what keeps a file from being read whole. */
  readonly problems: InputProblems;
}

/** Reads files one after the other and remembers the record ids of all of them. */
export class UsageReader {
  readonly #options: InputOptions;
  readonly #seen = new SeenRecords();

  /**
   * Makes a reader.
   *
   * @param options - Mapping and where problems go.
   */
  constructor(options: InputOptions) {
    this.#options = options;
  }

  /** The ids of every record that was read. */
  get seen(): Pick<SeenRecords, "has"> {
    return this.#seen;
  }

  /**
   * Reads a file piece by piece. Problems are collected, not thrown, so that one run names all of them.
   *
   * @param file - The file's path.
   * @param onBytes - Is told of every piece that was read.
   * @returns The records that can be read, some thousand at a time.
   */
  async *read(file: string, onBytes?: OnBytes): AsyncGenerator<readonly UsageRecord[]> {
    const { needs, problems } = this.#options;
    let count = 0;
    let isFirst = true;
    try {
      for await (const piece of readRows(file, onBytes === undefined ? {} : { onBytes })) {
        if (isFirst && piece.columns !== undefined) {
          requireColumns(file, piece, needs);
          isFirst = false;
        }
        count += piece.rows.length;
        yield this.#convert(piece.rows, file);
      }
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      problems.add(error.problem);
      return;
    }
    if (count === 0) {
      problems.add({ file, rule: "empty-file", message: "holds no usage record" });
    }
  }

  #convert(rows: readonly Row[], file: string): readonly UsageRecord[] {
    const records: UsageRecord[] = [];
    for (const row of rows) {
      const record = this.#record(row, file);
      if (record !== undefined) records.push(record);
    }
    return records;
  }

  #record(row: Row, file: string): UsageRecord | undefined {
    try {
      const record = toUsageRecord(row, file, this.#options.mapping);
      return this.#isNew(record, row, file) ? record : undefined;
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      const { column, rule, fix, message } = error;
      const place = { file, line: row.line, column, rule, message };
      this.#options.problems.add(fix === undefined ? place : { ...place, fix });
      return undefined;
    }
  }

  #isNew(record: UsageRecord, row: Row, file: string): boolean {
    const before = this.#seen.add(record.recordId, { file, line: row.line });
    if (before === undefined) return true;
    const { recordId: column } = this.#options.mapping.columns;
    const given = row.value(column) !== undefined;
    this.#options.problems.add({
      file,
      line: row.line,
      ...(given ? { column } : {}),
      rule: "duplicate-record",
      message: given
        ? `the record id "${record.recordId}" stands on ${before.file}:${before.line} already`
        : `the same channel, subscription, meter and period stand on ${before.file}:${before.line} already`,
      fix: given
        ? "Give each record its own id."
        : "Add the quantities up, or map a column of record ids.",
    });
    return false;
  }
}
