import type { VNode } from "preact";
import { STATE_MEANINGS } from "../standings.ts";
import type { OpenList, OpenRecord, Statement } from "../statement.ts";
import { type DataRow, renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { renderName, renderNames, renderNumber, renderTime } from "./figure-cells.ts";
import { renderFilter } from "./filter-form.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { countRecords, groupDigits, shorten } from "./words.ts";

function toRow(record: OpenRecord): DataRow {
  const { recordId, channel, subscription, meter, quantity, period, state, reason } = record;
  const { words } = STATE_MEANINGS[state];
  const why =
    reason === undefined ? [] : [element("small", {}, element("bdi", {}, shorten(reason)))];
  return {
    cells: [
      renderNames(recordId, channel),
      renderNames(subscription, meter),
      renderNumber(quantity),
      [renderTime(period.start), element("br", {}), renderTime(period.end)],
      [element("strong", {}, state), `: ${words}`, ...why],
      renderTime(record.takenInAt),
    ],
    data: { "data-channel": channel, "data-state": state },
  };
}

function renderCounts({ counts }: OpenList): VNode {
  return renderTable({
    id: "open-counts-table",
    caption: "Open records by channel and state",
    columns: [
      { title: "Channel" },
      { title: "State" },
      { title: "Meaning" },
      { title: "Records", isNumber: true },
    ],
    headers: 2,
    rows: counts.map(({ channel, state, records }) => ({
      cells: [renderName(channel), state, STATE_MEANINGS[state].words, renderNumber(records)],
    })),
  });
}

function renderList({ records, counts }: OpenList): VNode[] {
  const values = (name: "channel" | "state") => [...new Set(counts.map((count) => count[name]))];
  const filter = renderFilter({
    table: "open-table",
    label: "Narrow down what is open",
    choices: [
      { name: "channel", label: "Channel", values: values("channel").toSorted() },
      { name: "state", label: "State", values: values("state") },
    ],
  });
  const names = ["Record and channel", "Subscription and meter"].map((title) => ({ title }));
  const table = renderTable({
    id: "open-table",
    caption: "Open records, the gravest and oldest first; times in UTC",
    columns: [
      ...names,
      { title: "Quantity", isNumber: true },
      ...["Used from and until", "State and reason", "Taken in"].map((title) => ({ title })),
    ],
    rows: records.map(toRow),
  });
  return [filter, table];
}

/**
 * Renders what is open: all of it counted, and the gravest and oldest listed.
 *
 * @param statement - The statement.
 * @returns A section.
 */
export function renderOpen({ open }: Statement): VNode {
  if (open.total === 0) return renderSection(SECTIONS.open, element("p", {}, "Nothing is open."));
  const rest = open.total - open.records.length;
  const omitted = `${countRecords(rest)} more ${rest === 1 ? "is" : "are"} open and not listed here: the ${groupDigits(open.records.length)} gravest and oldest are. All are in the file that "usage-billing statement --open-csv FILE" writes.`;
  return renderSection(
    SECTIONS.open,
    renderCounts(open),
    ...(open.records.length === 0 ? [] : renderList(open)),
    rest === 0 ? null : element("p", { class: "omitted" }, omitted),
  );
}
