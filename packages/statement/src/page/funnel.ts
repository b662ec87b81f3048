import type { VNode } from "preact";
import type { Funnel, Statement } from "../statement.ts";
import { renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { renderName, renderNumber } from "./figure-cells.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { groupDigits, toVisible } from "./words.ts";

const STEPS = [
  ["planned", "Planned"],
  ["sent", "Sent"],
  ["taken", "Taken"],
  ["accepted", "Accepted"],
  ["billed", "Billed"],
] as const;

/** A share in percent for drawing. */
function toPercent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : (part / whole) * 100}%`;
}

function renderStep(funnel: Funnel, [step, title]: (typeof STEPS)[number]): VNode {
  const count = funnel[step];
  const bar = element("svg", { class: "bar", "aria-hidden": "true", focusable: "false" }, [
    element("rect", { class: "track", width: "100%", height: "100%" }),
    element("rect", { class: step, width: toPercent(count, funnel.planned), height: "100%" }),
  ]);
  const label = element("span", { class: "step" }, title);
  return element("li", {}, [label, bar, element("span", { class: "number" }, groupDigits(count))]);
}

function renderChannel(funnel: Funnel): VNode {
  const title = element("h3", {}, renderName(funnel.channel));
  const steps = STEPS.map((step) => renderStep(funnel, step));
  const name = `Records of ${toVisible(funnel.channel)} from planned to billed`;
  return element("div", { class: "panel" }, [
    title,
    element("ol", { class: "funnel", "aria-label": name }, steps),
  ]);
}

/**
 * Renders how many records of each channel came how far, as bars and as a table.
 *
 * @param statement - The statement.
 * @returns A section.
 */
export function renderFunnel({ funnel }: Statement): VNode {
  const table = renderTable({
    id: "funnel-table",
    caption: "Records from planned to billed",
    columns: [{ title: "Channel" }, ...STEPS.map(([, title]) => ({ title, isNumber: true }))],
    rows: funnel.map((one) => ({
      cells: [renderName(one.channel), ...STEPS.map(([step]) => renderNumber(one[step]))],
    })),
  });
  return renderSection(
    SECTIONS.funnel,
    element(
      "p",
      {},
      "Each step counts the records that came at least so far; what is taken, the channel holds for good or for the time being.",
    ),
    element("div", { class: "panels narrow" }, funnel.map(renderChannel)),
    element("details", {}, element("summary", {}, "The same as a table"), table),
  );
}
