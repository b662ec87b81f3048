import type { VNode } from "preact";
import type { Amount, Figures } from "../statement.ts";
import type { Column } from "./data-table.ts";
import { type Content, element } from "./element.ts";
import { countRecords, FIGURE_WORDS, FIGURES, groupDigits, toVisible } from "./words.ts";

/** The columns of figures. */
export const FIGURE_COLUMNS: readonly Column[] = FIGURES.map((name) => ({
  title: FIGURE_WORDS[name].title,
  isNumber: true,
}));

/**
 * Renders an exact number.
 *
 * @param decimal - The number.
 * @returns The number with its digits grouped, and the number itself for programs.
 */
export function renderNumber(decimal: string | number): VNode {
  const isZero = String(decimal) === "0";
  const attributes = isZero ? { class: "zero" } : {};
  return element("data", { value: String(decimal), ...attributes }, groupDigits(decimal));
}

function renderAmount({ quantity, records }: Amount): Content {
  if (records === 0 && quantity === "0") return renderNumber("0");
  return [renderNumber(quantity), element("small", {}, countRecords(records))];
}

/**
 * Renders figures as the cells of a row.
 *
 * @param figures - The figures.
 * @returns A cell for each of {@link FIGURE_COLUMNS}.
 */
export function renderFigures(figures: Figures): readonly Content[] {
  return FIGURES.map((name) => renderAmount(figures[name]));
}

/**
 * Renders a name from outside, whatever letters it is made of.
 *
 * @param name - The name, if there is one.
 * @returns The name, kept from turning the text beside it round.
 */
export function renderName(name: string | undefined): VNode {
  return name === undefined
    ? element("span", { class: "zero" }, "none")
    : element("bdi", {}, toVisible(name));
}

/**
 * Renders two names in one cell, the second one under the first.
 *
 * @param name - The first name.
 * @param under - The second one, if there is one.
 * @returns The content of a cell.
 */
export function renderNames(name: string, under: string | undefined): readonly Content[] {
  if (under === undefined) return [renderName(name)];
  return [renderName(name), element("small", {}, renderName(under))];
}

/**
 * Renders an instant as people read it, without the zone, which the page says is UTC.
 *
 * @param instant - ISO 8601 in UTC.
 * @returns For example `2026-10-01 00:00`, with seconds only where there are any.
 */
export function renderTime(instant: string): VNode {
  const text = instant.replace("T", " ").replace(/(:00)?Z$/, "");
  return element("time", { dateTime: instant }, text);
}
