import type { Figure, Statement, StatementRow } from "../statement.ts";
import { BYTE_ORDER_MARK, guardText, toCsv } from "./to-csv.ts";

/** The columns of figures, by their titles. */
const FIGURES: readonly (readonly [title: string, name: Figure])[] = [
  ...(
    ["reported", "accepted", "billed", "open", "disputed", "corrected", "dismissed"] as const
  ).map((name) => [name, name] as const),
  ["credited_outside_the_api", "credited"],
];

const HEADER: readonly string[] = [
  ...["period_start", "period_end", "channel", "product", "subscription", "meter"],
  ...FIGURES.flatMap(([title]) => [title, `${title}_records`]),
];

const AT_ONCE = 1_000;

function toCells({ period }: Statement, row: StatementRow): readonly (string | number)[] {
  const { channel, product = "", subscription, meter = "", figures } = row;
  return [
    period.start,
    period.end,
    ...[channel, product, subscription, meter].map(guardText),
    ...FIGURES.flatMap(([, name]) => [figures[name].quantity, figures[name].records]),
  ];
}

/**
 * Writes a statement as CSV: one line for each subscription and meter, and no totals, so that nothing is
 * counted twice in a spreadsheet.
 *
 * @param statement - The statement.
 * @returns The file in pieces: UTF-8 with a byte order mark, exact decimals with a point, times in UTC.
 */
export function* formatStatementCsv(statement: Statement): Generator<string> {
  yield `${BYTE_ORDER_MARK}${toCsv([HEADER])}`;
  for (let at = 0; at < statement.rows.length; at += AT_ONCE) {
    yield toCsv(statement.rows.slice(at, at + AT_ONCE).map((row) => toCells(statement, row)));
  }
}
