import {
  type CreditNote,
  describePeriod,
  type Figure,
  type MeterLine,
  STATE_MEANINGS,
  type Statement,
  type StatementRow,
} from "@usage-billing/statement";
import { count } from "./count.ts";
import { toPrintable } from "./printable.ts";
import { formatTable, type TableColumn } from "./table.ts";

const FIGURES: readonly Figure[] = [
  ...(["reported", "accepted", "billed", "open", "disputed"] as const),
  ...(["corrected", "credited"] as const),
];

const SHOWN_ROWS = 50;
const SHOWN_WINDOWS = 10;
const SHOWN_CREDITS = 10;

const STANDINGS: Readonly<Record<Statement["standing"], string>> = {
  running: "the period is still open, and the figures will change",
  open: "the period is over, and something in it is still to do",
  settled: "the period is over, and nothing in it is left to do",
};

function columnsOf(names: readonly string[]): readonly TableColumn[] {
  const figures = FIGURES.map((title) => ({ title, align: "right" }) as const);
  return [...names.map((title) => ({ title })), ...figures];
}

function toNumbers({ figures }: MeterLine): readonly string[] {
  return FIGURES.map((name) => figures[name].quantity);
}

/** Quantities by channel, product and meter, and below them the records of every meter. */
function formatMeters({ meters, counts }: Statement): string {
  const rows = meters.map((line) => [
    ...[line.channel, line.product ?? "(none)", line.meter ?? "(none)"],
    ...toNumbers(line),
  ]);
  const total = FIGURES.map((name) => String(counts[name]));
  return formatTable(columnsOf(["channel", "product", "meter"]), [
    ...rows,
    ["records", "", "", ...total],
  ]);
}

function toCells(row: StatementRow): readonly string[] {
  const { channel, product = "(none)", subscription, meter = "(none)" } = row;
  return [channel, product, subscription, meter, ...toNumbers(row)];
}

function formatRows({ rows }: Statement): readonly string[] {
  const columns = columnsOf(["channel", "product", "subscription", "meter"]);
  const more = rows.length - SHOWN_ROWS;
  return [
    formatTable(columns, rows.slice(0, SHOWN_ROWS).map(toCells)),
    ...(more > 0 ? [`… and ${count(more, "more row")}: --csv FILE writes all of them.`] : []),
  ];
}

function formatOpen({ open }: Statement): readonly string[] {
  if (open.total === 0) return ["Nothing is open."];
  return [
    `${count(open.total, "record")} open; --open-csv FILE lists them:`,
    ...open.counts.map(
      ({ channel, state, records }) =>
        `  ${toPrintable(channel)}: ${count(records, "record")} ${state} (${STATE_MEANINGS[state].words})`,
    ),
  ];
}

function describeCredit(note: CreditNote): string {
  const { channel, recordId, subscription, meter, credit, quantity, billingReference } = note;
  const what = `${credit} of ${quantity} ${meter ?? "of usage"}`;
  const bill = billingReference === undefined ? "" : `, billed as ${billingReference}`;
  const why = `${note.reason} (${note.by}, ${note.statedAt.slice(0, 10)})`;
  return toPrintable(`  ${channel}: ${what}, ${subscription}${bill}, record ${recordId}: ${why}`);
}

/** What has to be asked of the channels by other ways than their APIs. */
function formatCredits({ credits }: Statement): readonly string[] {
  if (credits.length === 0) return [];
  const more = credits.length - SHOWN_CREDITS;
  return [
    "",
    `Credited outside the API: ${count(credits.length, "credit note")} to ask the channels for; billed less credited is what is true.`,
    ...credits.slice(0, SHOWN_CREDITS).map(describeCredit),
    ...(more > 0 ? [`  … and ${more} more: --html FILE and --json have them.`] : []),
  ];
}

function formatMissing({ missing }: Statement): readonly string[] {
  if (missing.length === 0) return [];
  const shown = missing.slice(0, SHOWN_WINDOWS).map(({ source, channel, period, reason }) => {
    const why = reason === undefined ? "" : `: ${reason}`;
    return toPrintable(`  ${source} for ${channel}, ${period.start}/${period.end}${why}`);
  });
  const more = missing.length - shown.length;
  return [
    "",
    "Usage is missing: these windows of sources could not be read.",
    ...shown,
    ...(more > 0 ? [`  … and ${count(more, "more window")}`] : []),
  ];
}

function formatReconciliation({ reconciliation: { agrees, lines } }: Statement): string {
  if (!agrees) {
    return "The ledger was written to while it was read, and the statement does not agree with it. Make it again.";
  }
  const elsewhere = lines.reduce((sum, line) => sum + line.elsewhere.records, 0);
  const beside =
    elsewhere === 0
      ? ""
      : ` (what reaches into the period and started before it, ${count(elsewhere, "record")}, belongs to the statement before; where usage is by days of another time zone, give the month of that zone: --period START/END)`;
  return `It agrees with the ledger's own sums to the last digit${beside}.`;
}

/**
 * Prints a statement for people.
 *
 * @param statement - The statement.
 * @returns Lines: how the period stands, the totals, the rows, what is open, and whether it agrees.
 */
export function formatStatement(statement: Statement): readonly string[] {
  const { period, zone, takenAt, standing, rows } = statement;
  const head = `Usage statement ${describePeriod(period, zone)}, as of ${takenAt}: ${STANDINGS[standing]}.`;
  if (rows.length === 0) {
    return [head, "The ledger has no usage of it.", ...formatMissing(statement)];
  }
  return [
    head,
    "",
    formatMeters(statement),
    "",
    ...formatRows(statement),
    "",
    ...formatOpen(statement),
    ...formatCredits(statement),
    ...formatMissing(statement),
    "",
    formatReconciliation(statement),
  ];
}
