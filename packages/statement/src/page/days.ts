import type { VNode } from "preact";
import type { DaySeries, Statement } from "../statement.ts";
import { renderPanel } from "./chart/panel.ts";
import { CHARTED, toScale } from "./chart/to-buckets.ts";
import { element } from "./element.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { FIGURE_WORDS, groupDigits } from "./words.ts";

function countOf({ days }: DaySeries): number {
  return days.reduce((sum, { records }) => sum + records, 0);
}

/** Those series that have the most records, in the order of the statement. */
function chooseSeries(series: readonly DaySeries[], limit: number): readonly DaySeries[] {
  const most = [...series].sort((one, other) => countOf(other) - countOf(one)).slice(0, limit);
  const chosen = new Set(most);
  return series.filter((one) => chosen.has(one));
}

function renderLegend(): VNode {
  const entries = CHARTED.map((name) =>
    element("li", {}, [
      element("svg", { class: "key", "aria-hidden": "true", focusable: "false" }, [
        element("rect", { class: name, width: "100%", height: "100%" }),
      ]),
      FIGURE_WORDS[name].title,
    ]),
  );
  return element("ul", { class: "legend", "aria-label": "Colours of the charts" }, entries);
}

/**
 * Renders usage per day, a chart for each channel and meter.
 *
 * @param statement - The statement.
 * @param limit - How many charts at most.
 * @returns A section.
 */
export function renderDays(statement: Statement, limit: number): VNode {
  const { series, zone = "UTC" } = statement;
  const scale = toScale(statement);
  const chosen = chooseSeries(series, limit);
  const rest = series.length - chosen.length;
  const omitted = `${groupDigits(rest)} more meters with fewer records are not drawn; the JSON of the statement has their days.`;
  const note = `Each chart has its own scale, in the meter's unit, and counts the days of ${zone}.`;
  return renderSection(
    SECTIONS.days,
    element("p", {}, chosen.length === 0 ? "There is no usage in this period." : note),
    chosen.length === 0 ? null : renderLegend(),
    element(
      "div",
      { class: "panels" },
      chosen.map((one, at) => renderPanel(one, at, scale)),
    ),
    rest === 0 ? null : element("p", { class: "omitted" }, omitted),
  );
}
