import {
  formatInputProblem,
  type InputProblem,
  type Row,
  type Rows,
  readRows,
  UnreadableInput,
} from "@usage-billing/sources";
import { CommandError } from "../../command-error.ts";
import { InputProblems } from "../../input/input-problem.ts";
import { SeenRecords } from "../../input/seen-records.ts";
import { count } from "../../output/count.ts";

/** A line of a file that says how a record was billed. */
export interface BillingLine {
  /** The line, counted from 1. */
  readonly line: number;
  /** The record's id. */
  readonly id: string;
  readonly billingId?: string;
  readonly billingNote?: string;
}

/** Our own column first, then that of the platform's workbooks. */
const ID_COLUMNS = ["record_id", "id"] as const;
const BILLING_COLUMNS = ["billing_id", "external_billing_id"] as const;
const NOTE_COLUMNS = ["note", "billing_note", "external_billing_note"] as const;

const SHOWN = 20;

function readCell(row: Row, columns: readonly string[]): string | undefined {
  for (const column of columns) {
    const value = row.value(column)?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return undefined;
}

function toLine(row: Row): BillingLine {
  const billingId = readCell(row, BILLING_COLUMNS);
  const billingNote = readCell(row, NOTE_COLUMNS);
  return {
    line: row.line,
    id: readCell(row, ID_COLUMNS) ?? "",
    ...(billingId === undefined ? {} : { billingId }),
    ...(billingNote === undefined ? {} : { billingNote }),
  };
}

/** What must not wait for the answer to a request: a second bill would replace the first one. */
function findProblem(
  { id, line, billingId, billingNote }: BillingLine,
  file: string,
  seen: SeenRecords,
): InputProblem | undefined {
  const place = { file, line };
  if (id === "") {
    const message = "the line names no record";
    return { ...place, column: "record_id", rule: "missing-value", message };
  }
  const before = seen.add(id, place);
  if (before !== undefined) {
    const message = `${id} stands on line ${before.line} already; one bill closes a record`;
    return { ...place, column: "record_id", rule: "repeated-record", message };
  }
  if (billingId !== undefined || billingNote !== undefined) return undefined;
  const message = `${id} has neither a billing id nor a note`;
  return { ...place, column: "billing_id", rule: "missing-value", message };
}

function requireColumns(file: string, { columns }: Rows): void {
  if (columns === undefined) return;
  const lacks = (names: readonly string[]): boolean =>
    !names.some((name) => columns.includes(name));
  const missing = [
    ...(lacks(ID_COLUMNS) ? ["record_id"] : []),
    ...(lacks([...BILLING_COLUMNS, ...NOTE_COLUMNS]) ? ["billing_id"] : []),
  ];
  if (missing.length === 0) return;
  const message = `the header has no column ${missing.join(", ")}`;
  const fix = "Name the columns record_id, billing_id and note.";
  throw new UnreadableInput({ file, line: 1, rule: "missing-column", message, fix });
}

async function* readLines(file: string): AsyncGenerator<BillingLine> {
  for await (const piece of readRows(file)) {
    requireColumns(file, piece);
    for (const row of piece.rows) yield toLine(row);
  }
}

function refuse({ listed, count: found }: InputProblems): never {
  const lines = listed.slice(0, SHOWN).map(formatInputProblem);
  const more = found > SHOWN ? [`and ${count(found - SHOWN, "more problem")}`] : [];
  throw new CommandError([...lines, ...more, "Nothing was done."].join("\n"));
}

/** A file that says how records were billed, read through once. */
export interface BillingFile {
  /** How many records it names. */
  readonly records: number;
  /** Reads it again, in bounded memory. */
  lines(): AsyncGenerator<BillingLine>;
}

/**
 * Reads a file of record ids, billing ids and notes through, so that nothing is done when a line of it
 * cannot be used.
 *
 * @param file - The path of a CSV or JSON Lines file.
 * @returns How many records it names, and what reads it again.
 * @throws {@link CommandError} When it cannot be read whole, or a line has no record, no bill, or names
 * a record a second time; names every line.
 */
export async function openBillings(file: string): Promise<BillingFile> {
  const problems = new InputProblems();
  const seen = new SeenRecords();
  let records = 0;
  try {
    for await (const line of readLines(file)) {
      records += 1;
      const problem = findProblem(line, file, seen);
      if (problem !== undefined) problems.add(problem);
    }
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    problems.add(error.problem);
  }
  if (problems.count > 0) refuse(problems);
  return { records, lines: () => readLines(file) };
}
