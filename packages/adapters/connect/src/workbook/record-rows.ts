import { InvalidUsageRecordError, type Problem, type UsageRecord } from "@usage-billing/core";
import { checkDynamicItem, missingDynamicItem } from "./check-dynamic-item.ts";
import {
  columnsWith,
  DYNAMIC_ITEM_COLUMNS,
  RECORD_COLUMNS,
  type RecordColumn,
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
  /** Optional columns that the workbook does not have; the schema decides on amount and tier. */
  readonly #others: readonly RecordColumn[];

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
    this.#others = RECORD_COLUMNS.filter(
      ({ header, isOptional }) =>
        isOptional && header !== "amount" && header !== "tier" && !this.#optional.has(header),
    );
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
    const problems = [
      ...checkReportingSchema(record, schema),
      ...checkDynamicItem(record),
      ...this.#undeclared(record).map(undeclaredColumn),
    ];
    if (hasDynamicItems && !record.attributes?.["item_name"]) problems.push(missingDynamicItem);
    return problems;
  }

  /** The columns that the record has values for, and the workbook does not have. */
  #undeclared(record: UsageRecord): string[] {
    const names: string[] = [];
    for (const { header, cell } of this.#others) {
      if (cell(record, this.#options) !== undefined) names.push(header);
    }
    for (const name in record.attributes) {
      const isOwn = name.startsWith("v.") && !this.#optional.has(name);
      if (isOwn && record.attributes[name] !== "") names.push(name);
    }
    return names;
  }
}

function undeclaredColumn(name: string): Problem {
  const isKnown = RECORD_COLUMNS.some(({ header }) => header === name);
  return {
    rule: "undeclared-column",
    field: isKnown ? name : `attributes.${name}`,
    message: `the record has a value for the column ${name}, which the workbook does not have`,
    fix: `Name ${name} among the workbook's columns.`,
  };
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
