import type { StatementLine } from "./statement.ts";

const WIDTHS = [13, 12, 9, 20, 9, 20, 10];
const TITLES = ["channel", "meter", "sent", "quantity sent", "held", "quantity held", ""];

function lay(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("")
    .trimEnd();
}

function toCells(line: StatementLine): readonly string[] {
  const { channel, meter, sentRecords, sentQuantity, heldRecords, heldQuantity, isEqual } = line;
  return [
    channel,
    meter,
    String(sentRecords),
    sentQuantity.toString(),
    String(heldRecords),
    heldQuantity.toString(),
    isEqual ? "equal" : "DIFFERENT",
  ];
}

function totals(lines: readonly StatementLine[]): readonly string[] {
  const count = (of: (line: StatementLine) => number) =>
    String(lines.reduce((total, line) => total + of(line), 0));
  const equal = lines.every(({ isEqual }) => isEqual);
  return [
    "all",
    "",
    count(({ sentRecords }) => sentRecords),
    "",
    count(({ heldRecords }) => heldRecords),
    "",
    equal ? "equal" : "DIFFERENT",
  ];
}

/**
 * Prints a statement as a table.
 *
 * @param lines - The statement.
 * @returns The table, with a last line that adds the records up.
 */
export function formatStatement(lines: readonly StatementLine[]): string {
  const rows = [TITLES, ...lines.map(toCells), totals(lines)];
  return ["Statement: what was sent and what the channels hold", ...rows.map(lay)].join("\n");
}
