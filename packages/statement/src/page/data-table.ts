import type { VNode } from "preact";
import { type Content, element } from "./element.ts";

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand on the right. */
  readonly isNumber?: boolean;
}

/** A table. */
export interface DataTable {
  /** The id of the table. */
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly DataRow[];
  /** How many cells of a row name it; 1 when left out. */
  readonly headers?: number;
}

/** A row: its cells in the order of the columns, and what filters look at. */
export interface DataRow {
  readonly cells: readonly Content[];
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

function renderRow({ cells, data }: DataRow, { columns, headers = 1 }: DataTable): VNode {
  const rendered = cells.map((cell, at) => {
    const attributes = columns[at]?.isNumber === true ? { class: "number" } : {};
    return at < headers
      ? element("th", { scope: "row", ...attributes }, cell)
      : element("td", attributes, cell);
  });
  return element("tr", data ?? {}, rendered);
}

/**
 * Renders a table that can be scrolled by keyboard where it is wider than the page.
 *
 * @param table - The table.
 * @returns A region with the table in it.
 */
export function renderTable(table: DataTable): VNode {
  const { id, caption, columns, rows } = table;
  const head = columns.map(({ title, isNumber = false }) =>
    element("th", { scope: "col", ...(isNumber ? { class: "number" } : {}) }, title),
  );
  const attributes = { class: "scroll", role: "region", tabIndex: 0 };
  return element("div", { ...attributes, "aria-labelledby": `${id}-caption` }, [
    element("table", { id }, [
      element("caption", {}, element("span", { id: `${id}-caption` }, caption)),
      element("thead", {}, element("tr", {}, head)),
      element(
        "tbody",
        {},
        rows.map((row) => renderRow(row, table)),
      ),
    ]),
  ]);
}
