import { InvalidUsageRecordError, type Problem, type UsageRecord } from "@usage-billing/core";
import { checkDynamicItem, missingDynamicItem } from "./check-dynamic-item.ts";
import {
  columnsWith,
  DYNAMIC_ITEM_COLUMNS,
  RECORD_COLUMNS,
  type RecordColumn,
  usedColumns,
} from "./record-columns.ts";
import { checkReportingSchema, reportingSchemas } from "./reporting-schema.ts";
import type { Cell } from "./sheet-xml.ts";
import type { UsageWorkbookOptions } from "./usage-workbook-options.ts";

/** The most that a character takes, as an entity, and what stands around the text of a cell. */
const CHARACTER_BYTES = 6;
const CELL_BYTES = 80;

/** Makes rows of the sheet `records` whose columns are known before the first record. */
export class RecordRows {
  readonly #options: UsageWorkbookOptions;
  readonly #columns: readonly RecordColumn[];
  readonly #optional: ReadonlySet<string>;

  /**
   * Settles on the columns.
   *
   * @param options - The schema and the further columns.
   */
  constructor(options: UsageWorkbookOptions) {
    const { schema, columns = [], hasDynamicItems = false } = options;
    this.#options = options;
    this.#optional = new Set<string>([
      ...columns,
      ...(["amount", "tier"] as const).filter(
        (name) => reportingSchemas[schema][name] === "required",
      ),
      ...(hasDynamicItems ? DYNAMIC_ITEM_COLUMNS : []),
    ]);
    this.#columns = columnsWith(this.#optional);
  }

  /** The headers. */
  get header(): readonly string[] {
    return this.#columns.map(({ header }) => header);
  }

  /**
   * Makes a record's row.
   *
   * @param record - The record.
   * @returns Its cells.
   * @throws {@link InvalidUsageRecordError} When the schema or the columns do not fit the record.
   */
  toCells(record: UsageRecord): readonly Cell[] {
    const problems = this.#check(record);
    if (problems.length > 0) throw new InvalidUsageRecordError(record.recordId, problems);
    return this.#columns.map(({ cell }) => cell(record, this.#options));
  }

  #check(record: UsageRecord): readonly Problem[] {
    const { schema, hasDynamicItems = false } = this.#options;
    const problems = [...checkReportingSchema(record, schema), ...checkDynamicItem(record)];
    if (hasDynamicItems && !record.attributes?.["item_name"]) problems.push(missingDynamicItem);
    const undeclared = usedColumns(record, this.#options).filter(
      (name) => name !== "amount" && name !== "tier" && !this.#optional.has(name),
    );
    return [
      ...problems,
      ...undeclared.map((name) => ({
        rule: "undeclared-column",
        field: RECORD_COLUMNS.some(({ header }) => header === name) ? name : `attributes.${name}`,
        message: `the record has a value for the column ${name}, which the workbook does not have`,
        fix: `Name ${name} among the workbook's columns.`,
      })),
    ];
  }
}

/**
 * Tells how many bytes of XML a row takes at most.
 *
 * @param cells - Its cells.
 * @returns A bound that is never passed.
 */
export function rowBound(cells: readonly Cell[]): number {
  return cells.reduce<number>((bytes, cell) => {
    const text = typeof cell === "string" ? cell : cell?.number;
    return bytes + CELL_BYTES + CHARACTER_BYTES * (text?.length ?? 0);
  }, CELL_BYTES);
}
