import type { VNode } from "preact";
import type { DayFigures, DaySeries } from "../../statement.ts";
import { type DataRow, renderTable } from "../data-table.ts";
import { element } from "../element.ts";
import { renderName, renderNumber } from "../figure-cells.ts";
import { FIGURE_WORDS, groupDigits, toVisible } from "../words.ts";
import { type Bars, HEIGHT, toBars, WIDTH } from "./to-bars.ts";
import { CHARTED, type Scale, toBuckets } from "./to-buckets.ts";

function describeBucket(figures: DayFigures): string {
  const parts = CHARTED.filter((name) => figures[name] !== "0").map(
    (name) => `${FIGURE_WORDS[name].title.toLowerCase()} ${groupDigits(figures[name])}`,
  );
  return `${figures.day}: ${parts.length === 0 ? "0" : parts.join(", ")}`;
}

function renderBars(bars: Bars, buckets: ReadonlyMap<string, DayFigures>, title: string): VNode {
  const view = { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" };
  const lines = [0, HEIGHT / 2, HEIGHT].map((y) =>
    element("path", { class: "grid", d: `M0 ${y}H${WIDTH}` }),
  );
  const shapes = CHARTED.filter((name) => bars.paths[name] !== "").map((name) =>
    element("path", { class: name, d: bars.paths[name] }),
  );
  const hints = [...bars.places].map(([label, [x, width]]) => {
    const figures = buckets.get(label);
    const text = figures === undefined ? label : describeBucket(figures);
    return element(
      "rect",
      { class: "hint", x, width, y: 0, height: HEIGHT },
      element("title", {}, text),
    );
  });
  const zero = element("path", { class: "zero", d: `M0 ${bars.zero}H${WIDTH}` });
  const name = { role: "img", "aria-label": title, focusable: "false" };
  return element("svg", { class: "bars", ...name, ...view }, [...lines, ...shapes, zero, ...hints]);
}

/** The first, the middle and the last label, where they are different. */
function chooseLabels(labels: readonly string[]): readonly string[] {
  const chosen = [0, Math.floor((labels.length - 1) / 2), labels.length - 1];
  return [...new Set(chosen)].map((at) => labels[at] ?? "");
}

function toRow(figures: DayFigures): DataRow {
  const cells = CHARTED.map((name) => renderNumber(figures[name]));
  return { cells: [figures.day, ...cells, renderNumber(figures.records)] };
}

function renderNumbers(
  { at, what }: { readonly at: number; readonly what: string },
  { unit, zone }: Scale,
  buckets: ReadonlyMap<string, DayFigures>,
): VNode {
  const standings = CHARTED.map((name) => ({ title: FIGURE_WORDS[name].title, isNumber: true }));
  const table = renderTable({
    id: `days-${at}-table`,
    caption: `Exact ${what} per ${unit} in ${zone}; a ${unit} that is not listed has none`,
    columns: [
      { title: unit === "day" ? "Day" : "Month" },
      ...standings,
      { title: "Records", isNumber: true },
    ],
    rows: [...buckets.values()].map(toRow),
  });
  return element("details", {}, element("summary", {}, "The same as a table"), table);
}

/**
 * Renders the usage of one meter at one channel as a chart, with the same figures as a table.
 *
 * @param series - The series.
 * @param at - Its number on the page.
 * @param scale - The days or months of the period.
 * @returns A figure.
 */
export function renderPanel(series: DaySeries, at: number, scale: Scale): VNode {
  const { channel, meter } = series;
  const buckets = toBuckets(series, scale);
  const bars = toBars(buckets, scale);
  const what = `${meter === undefined ? "usage" : toVisible(meter)} at ${toVisible(channel)}`;
  const title = `Bars of ${what} per ${scale.unit}. The table below has the figures.`;
  const heading = meter === undefined ? [] : [" · ", renderName(meter)];
  return element("div", { class: "panel" }, [
    element("h3", {}, renderName(channel), ...heading),
    element("div", { class: "plot" }, [
      element(
        "div",
        { class: "ticks", "aria-hidden": "true" },
        bars.ticks.map((tick) => element("span", {}, tick)),
      ),
      renderBars(bars, buckets, title),
      element(
        "div",
        { class: "labels", "aria-hidden": "true" },
        chooseLabels(scale.labels).map((label) => element("span", {}, label)),
      ),
    ]),
    renderNumbers({ at, what }, scale, buckets),
  ]);
}
