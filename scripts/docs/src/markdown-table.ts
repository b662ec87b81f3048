/** Cells of a table, the head first. */
export type Rows = readonly (readonly string[])[];

function pad(cells: readonly string[], widths: readonly number[], fill: string): string {
  return `| ${widths.map((width, index) => (cells[index] ?? "").padEnd(width, fill)).join(" | ")} |`;
}

/**
 * Writes a Markdown table as the formatter wants it: columns of equal width.
 *
 * @param rows - The head and the rows below it.
 * @returns The table, without a line end after it.
 */
export function toMarkdownTable(rows: Rows): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, index) => Math.max(3, ...rows.map((row) => row[index]?.length ?? 0)));
  return [
    pad(head, widths, " "),
    pad([], widths, "-"),
    ...body.map((row) => pad(row, widths, " ")),
  ].join("\n");
}
