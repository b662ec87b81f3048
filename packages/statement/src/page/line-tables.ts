import type { VNode } from "preact";
import type { Statement } from "../statement.ts";
import { renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { FIGURE_COLUMNS, renderFigures, renderName, renderNames } from "./figure-cells.ts";
import { renderFilter } from "./filter-form.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { groupDigits } from "./words.ts";

/** What a table that does not show everything says under it. */
function renderOmitted(shown: number, total: number, where: string): VNode | null {
  if (shown === total) return null;
  const text = `The first ${groupDigits(shown)} of ${groupDigits(total)} are shown. ${where}`;
  return element("p", { class: "omitted" }, text);
}

/**
 * Renders the totals by channel, product and meter.
 *
 * @param statement - The statement.
 * @param limit - How many lines at most.
 * @returns A section.
 */
export function renderMeters({ meters }: Statement, limit: number): VNode {
  const shown = meters.slice(0, limit);
  const table = renderTable({
    id: "meters-table",
    caption: "Totals by channel, product and meter, in each meter's own unit",
    columns: [{ title: "Channel and product" }, { title: "Meter" }, ...FIGURE_COLUMNS],
    headers: 2,
    rows: shown.map(({ channel, product, meter, figures }) => ({
      cells: [renderNames(channel, product), renderName(meter), ...renderFigures(figures)],
    })),
  });
  const where = "The JSON of the statement has all of them.";
  return renderSection(SECTIONS.meters, table, renderOmitted(shown.length, meters.length, where));
}

/**
 * Renders the figures of every subscription and meter.
 *
 * @param statement - The statement.
 * @param limit - How many lines at most.
 * @returns A section.
 */
export function renderRows({ rows, channels }: Statement, limit: number): VNode {
  const shown = rows.slice(0, limit);
  const names = ["Channel and product", "Subscription and meter"];
  const table = renderTable({
    id: "rows-table",
    caption: "Usage by channel, product, subscription and meter",
    columns: [...names.map((title) => ({ title })), ...FIGURE_COLUMNS],
    headers: 2,
    rows: shown.map(({ channel, product, subscription, meter, figures }) => ({
      cells: [
        renderNames(channel, product),
        renderNames(subscription, meter),
        ...renderFigures(figures),
      ],
      data: { "data-channel": channel },
    })),
  });
  const filter = renderFilter({
    table: "rows-table",
    label: "Narrow down the subscriptions",
    choices: [
      { name: "channel", label: "Channel", values: channels.map(({ channel }) => channel) },
    ],
  });
  const where = "The CSV of the statement has all of them (--csv FILE).";
  const omitted = renderOmitted(shown.length, rows.length, where);
  return renderSection(SECTIONS.rows, filter, table, omitted);
}
