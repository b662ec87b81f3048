import { toPrintable } from "./printable.ts";

/** A column of a table. */
export interface TableColumn {
  /** The words above it. */
  readonly title: string;
  /** Numbers stand on the right. */
  readonly align?: "left" | "right";
}

/** How wide a text is on a terminal, where East Asian letters take two places. */
function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width +=
      /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(
        segment,
      )
        ? 2
        : 1;
  }
  return width;
}

function pad(text: string, width: number, align: "left" | "right" = "left"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "left" ? `${text}${space}` : `${space}${text}`;
}

/**
 * Lays out a table for a terminal.
 *
 * @param columns - The columns.
 * @param rows - The cells of each row, in the order of the columns.
 * @returns Lines with columns parted by two spaces, without spaces at their ends.
 */
export function formatTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const lines = [columns.map(({ title }) => title), ...rows.map((cells) => cells.map(toPrintable))];
  const widths = columns.map((_, at) =>
    Math.max(...lines.map((cells) => widthOf(cells[at] ?? ""))),
  );
  return lines
    .map((cells) =>
      columns
        .map(({ align }, at) => pad(cells[at] ?? "", widths[at] ?? 0, align))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
