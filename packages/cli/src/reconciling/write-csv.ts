import { formatInstant } from "@usage-billing/core";
import type { Difference, Reconciliation, ReportedSide } from "@usage-billing/reporter";
import Papa from "papaparse";
import { startFile } from "../commands/connect/save-file.ts";
import { count } from "../output/count.ts";
import { factOf } from "../output/reconcile-output.ts";

/** A line of the file; what is not given is empty. */
type Line = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const COLUMNS = [
  "line",
  "kind",
  "channel",
  "record_id",
  "subscription",
  "meter",
  "start",
  "end",
  "reported",
  "held",
  "difference",
  "reference",
  "billing_reference",
  "ledger_state",
  "channel_state",
  "reason",
  "source",
] as const;

const LINES_AT_A_TIME = 1_000;
const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Formulas in somebody's words must not run when a spreadsheet opens the file; numbers stay numbers. */
function toCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) && !DECIMAL.test(text) ? `'${text}` : text;
}

function toText(lines: readonly Line[]): string {
  const rows = lines.map((line) => COLUMNS.map((column) => toCell(line[column] ?? "")));
  return `${Papa.unparse(rows, { newline: "\n" })}\n`;
}

function sourceOf({ record: { source } }: ReportedSide): string {
  return source === undefined ? "" : `${source.file}:${source.line}`;
}

function toLine(channel: string, difference: Difference): Line {
  const { kind, reported, held, reason } = difference;
  const { subscription, meter = "", period } = factOf(difference);
  const isWanted = reported !== undefined && kind !== "duplicate" && kind !== "unknown-here";
  const wanted = isWanted ? reported.record.quantity : undefined;
  const more = wanted === undefined ? held?.quantity : held?.quantity.minus(wanted);
  return {
    ...{ line: "difference", kind, channel, subscription, meter, reason },
    record_id: reported?.record.recordId ?? held?.recordId ?? "",
    start: period === undefined ? "" : formatInstant(period.start),
    end: period === undefined ? "" : formatInstant(period.end),
    reported: wanted?.toString() ?? "",
    held: held?.quantity.toString() ?? "",
    difference: String(more ?? (wanted === undefined ? "" : `-${wanted}`)).replace(/^--|^-0$/, ""),
    reference: held?.reference ?? reported?.reference ?? "",
    billing_reference: held?.billingReference ?? reported?.billingReference ?? "",
    ledger_state: reported?.state ?? "",
    channel_state: held?.status ?? "",
    source: reported === undefined ? "" : sourceOf(reported),
  };
}

function* toTotalLines({ channel, totals, inFlight }: Reconciliation): Generator<Line> {
  for (const { state, meter = "", quantity, count: records } of inFlight) {
    const reason = count(records, "record");
    const sums = { reported: String(quantity), ledger_state: state };
    yield { line: "in-flight", channel, meter, ...sums, reason };
  }
  for (const { meter = "", reported, held, difference, records, pieces } of totals) {
    const reason = `${count(records, "record")}, ${count(pieces, "piece")} held`;
    const sums = {
      reported: String(reported),
      held: String(held),
      difference: String(difference),
    };
    yield { line: "total", channel, meter, ...sums, reason };
  }
}

/**
 * Writes every difference and the totals to a CSV file, which appears when it is whole.
 *
 * @param found - The reconciliation.
 * @param options - The file, and whether it may be replaced.
 * @returns How many differences there are, in words.
 * @throws {@link CommandError} When the file cannot be written.
 */
export async function writeCsv(
  found: Reconciliation,
  options: { readonly out: string; readonly force?: boolean },
): Promise<string> {
  const draft = await startFile(options.out, options);
  let [differences, lines] = [0, [] as Line[]];
  try {
    await draft.write(`${COLUMNS.join(",")}\n`);
    for await (const difference of found.differences()) {
      differences += 1;
      lines.push(toLine(found.channel, difference));
      if (lines.length < LINES_AT_A_TIME) continue;
      await draft.write(toText(lines));
      lines = [];
    }
    lines.push(...toTotalLines(found));
    if (lines.length > 0) await draft.write(toText(lines));
    await draft.finish();
  } finally {
    await draft.drop();
  }
  return count(differences, "difference");
}
