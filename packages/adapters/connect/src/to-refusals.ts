import type { Problem, RefusedOutcome, UsageRecord } from "@usage-billing/core";
import type { RowProblem } from "./workbook/stream-row-problems.ts";

/** A bad cell by its record; the row says nothing to whoever has the records. */
type BadCell = Omit<RowProblem, "row">;

/** Why a file was refused. */
export interface FileRefusal {
  /** The file, where there is one to mend. */
  readonly file?: string;
  /** The channel's words about the file as a whole. */
  readonly words?: string;
  /** The channel's words about single rows. */
  readonly rows?: readonly BadCell[];
}

const FIELDS: Readonly<Record<string, string>> = {
  record_id: "recordId",
  usage_record_id: "recordId",
  record_note: "description",
  item_search_criteria: "meter",
  item_search_value: "meter",
  quantity: "quantity",
  start_time_utc: "period",
  end_time_utc: "period",
  asset_search_criteria: "subscription",
  asset_search_value: "subscription",
  category_id: "category",
  amount: "amount",
  tier: "tier",
};

const NAMED_ROWS = 10;

function toRowProblem(problems: readonly [BadCell, ...BadCell[]]): Problem {
  const [first] = problems;
  const words = problems.map(({ column, words }) => `${column}: ${words}`).join("; ");
  return {
    rule: "row-refused",
    field: FIELDS[first.column] ?? first.column,
    message: `the channel refuses this row: ${words}`,
    fix: "Mend the record and report again.",
    channelWords: problems.map(({ words }) => words).join("; "),
  };
}

function nameRows(ids: readonly string[]): string {
  const named = ids.slice(0, NAMED_ROWS).join(", ");
  return ids.length > NAMED_ROWS ? `${named} and ${ids.length - NAMED_ROWS} more` : named;
}

/** The file is one transaction: a row without fault is refused with the others. */
function toFileProblem(brokenRows: readonly string[], words: string): Problem {
  const isOthersFault = brokenRows.length > 0;
  const reason = isOthersFault
    ? `because of other rows of it: ${nameRows(brokenRows)}`
    : `and says: ${words || "nothing about why"}`;
  return {
    rule: "file-refused",
    field: "file",
    message: `the channel refuses the whole usage file ${reason}`,
    fix: isOthersFault
      ? "Mend or leave out those records; this one can be reported again as it is."
      : "Mend what the channel names, and report again.",
    ...(words !== "" && { channelWords: words }),
  };
}

/**
 * Tells for each record of a refused file why it was refused.
 *
 * @param records - The records of the delivery.
 * @param refusal - What the channel says of the file and its rows.
 * @returns An outcome a record, in their order: rows at fault with their reasons, the others with
 * the names of the rows at fault.
 */
export function toRefusals(
  records: readonly UsageRecord[],
  { file, words = "", rows = [] }: FileRefusal,
): readonly RefusedOutcome[] {
  const ours = new Set<string | undefined>(records.map(({ recordId }) => recordId));
  const isRow = (row: BadCell): row is BadCell & { readonly recordId: string } =>
    ours.has(row.recordId);
  const byRecord = Map.groupBy(rows.filter(isRow), ({ recordId }) => recordId);
  const becauseOf = [...byRecord.keys()];
  const ofFile = rows
    .filter((row) => !isRow(row))
    .map(({ column, words }) => `${column}: ${words}`);
  const fileProblem = toFileProblem(becauseOf, [words, ...ofFile].filter(Boolean).join("; "));
  return records.map(({ recordId }): RefusedOutcome => {
    const [first, ...others] = byRecord.get(recordId) ?? [];
    const isOthersFault = first === undefined && becauseOf.length > 0;
    return {
      status: "refused",
      recordId,
      problem: first === undefined ? fileProblem : toRowProblem([first, ...others]),
      ...(file !== undefined && { reference: file }),
      ...(isOthersFault && { becauseOf }),
    };
  });
}
