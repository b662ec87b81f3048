import type { UsageRecord } from "@usage-billing/core";
import { consumptionOf, groupUsage } from "./group-usage.ts";
import type { RecordRows } from "./record-rows.ts";
import type { Cell } from "./sheet-xml.ts";
import type { UsageWorkbookOptions } from "./usage-workbook-options.ts";

/** Records that stay together, as rows. */
export interface Group {
  /** What the records of its file share. */
  readonly fileKey: string;
  /** The records. */
  readonly records: readonly UsageRecord[];
  /** Their cells. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Reads groups one at a time, and gives the one that the last workbook had no room for to the next. */
export class GroupReader {
  readonly #groups: AsyncGenerator<readonly UsageRecord[]>;
  readonly #rows: RecordRows;
  readonly #fileKeyOf: (record: UsageRecord) => string;
  #next: Promise<Group | undefined> | undefined;

  /**
   * Begins to read.
   *
   * @param records - The records, those that belong together next to each other.
   * @param how - What makes rows of them, and the options.
   */
  constructor(
    records: Iterable<UsageRecord> | AsyncIterable<UsageRecord>,
    how: { readonly rows: RecordRows; readonly options: UsageWorkbookOptions },
  ) {
    const { fileKeyOf = () => "" } = how.options;
    this.#groups = groupUsage(
      records,
      (record) => `${fileKeyOf(record)}\n${consumptionOf(record)}`,
    );
    this.#rows = how.rows;
    this.#fileKeyOf = fileKeyOf;
  }

  /**
   * Reads the next group.
   *
   * @returns The group, the same one until {@link GroupReader.advance} is called; nothing at the end.
   */
  peek(): Promise<Group | undefined> {
    this.#next ??= this.#read();
    return this.#next;
  }

  /** Goes on to the group after the next one. */
  advance(): void {
    this.#next = undefined;
  }

  /** Ends the reading of the records. */
  async close(): Promise<void> {
    await this.#groups.return(undefined);
  }

  async #read(): Promise<Group | undefined> {
    const { value, done } = await this.#groups.next();
    const [first] = done ? [] : value;
    if (done || first === undefined) return undefined;
    const rows = value.map((record: UsageRecord) => this.#rows.toCells(record));
    return { fileKey: this.#fileKeyOf(first), records: value, rows };
  }
}
