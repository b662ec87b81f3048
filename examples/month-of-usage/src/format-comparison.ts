import type { ComparedLine } from "./compare.ts";

const WIDTHS = [13, 12, 9, 18, 9, 18, 9, 8];
const TITLES = ["channel", "meter", "used", "quantity", "held", "quantity", "billed", "pairs"];

function lay(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at < 2 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("")
    .trimEnd();
}

function toCells(line: ComparedLine): readonly string[] {
  const { channel, meter, trueRecords, trueQuantity, heldRecords, heldQuantity, billed } = line;
  return [
    channel,
    meter,
    String(trueRecords),
    trueQuantity.toString(),
    String(heldRecords),
    heldQuantity.toString(),
    String(billed),
    line.isEqual ? "equal" : "DIFFER",
  ];
}

function totals(lines: readonly ComparedLine[]): readonly string[] {
  const count = (of: (line: ComparedLine) => number) =>
    String(lines.reduce((total, line) => total + of(line), 0));
  return [
    ...["all", ""],
    ...[count(({ trueRecords }) => trueRecords), ""],
    ...[count(({ heldRecords }) => heldRecords), ""],
    count(({ billed }) => billed),
    lines.every(({ isEqual }) => isEqual) ? "equal" : "DIFFER",
  ];
}

/**
 * Prints a comparison as a table.
 *
 * @param lines - The comparison.
 * @returns The table, with a last line that adds the records up.
 */
export function formatComparison(lines: readonly ComparedLine[]): string {
  return [TITLES, ...lines.map(toCells), totals(lines)].map(lay).join("\n");
}
