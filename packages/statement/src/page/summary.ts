import type { VNode } from "preact";
import type { Counts, Statement } from "../statement.ts";
import { renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { FIGURE_COLUMNS, renderName, renderNumber } from "./figure-cells.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { FIGURE_WORDS, FIGURES, groupDigits, type ShownFigure } from "./words.ts";

/** A share in percent, rounded down to a tenth so that 100 % means all. */
function formatShare(part: number, whole: number): string {
  if (whole === 0) return "";
  return `${Math.floor((part * 1_000) / whole) / 10} %`;
}

function noteOf(name: ShownFigure, share: string): string {
  if (name === "credited") return "records, outside the API";
  return share === "" ? "records" : `records · ${share}`;
}

/** Figures that are no part of what is reported. */
const BESIDE: readonly ShownFigure[] = ["reported", "corrected", "credited"];

function renderCard(name: ShownFigure, counts: Counts): VNode {
  const isShare = !BESIDE.includes(name);
  const share = isShare ? formatShare(counts[name], counts.reported) : "";
  return element("div", { class: `card ${name}` }, [
    element("dt", {}, FIGURE_WORDS[name].title),
    element("dd", {}, [
      element("data", { value: String(counts[name]) }, groupDigits(counts[name])),
      element("small", {}, noteOf(name, share)),
    ]),
  ]);
}

/**
 * Renders how many records have come how far.
 *
 * @param statement - The statement.
 * @returns A section with the figures of everything, and a table by channel.
 */
export function renderSummary({ counts, channels }: Statement): VNode {
  const cards = FIGURES.map((name) => renderCard(name, counts));
  const table = renderTable({
    id: "channels-table",
    caption: "Records by channel",
    columns: [{ title: "Channel" }, ...FIGURE_COLUMNS],
    rows: channels.map((total) => ({
      cells: [
        renderName(total.channel),
        ...FIGURES.map((name) => renderNumber(total.counts[name])),
      ],
    })),
  });
  return renderSection(SECTIONS.summary, element("dl", { class: "cards" }, cards), table);
}
