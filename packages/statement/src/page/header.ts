import type { VNode } from "preact";
import { describePeriod } from "../describe-period.ts";
import type { Statement } from "../statement.ts";
import { element } from "./element.ts";
import { renderName, renderTime } from "./figure-cells.ts";
import { SECTIONS } from "./section.ts";
import { STANDING_WORDS, toVisible } from "./words.ts";

const NOTES = {
  running: "This period is not over: more usage will come, and the figures will change.",
  open: "This period is over, and something in it is still to do.",
  settled: "This period is over, and nothing in it is left to do.",
} as const;

/**
 * Renders the head of the page: what is stated, of when, and how it stands.
 *
 * @param statement - The statement.
 * @returns The header.
 */
export function renderHeader({ period, zone, takenAt, standing }: Statement): VNode {
  return element("header", {}, [
    element("p", { class: "kind" }, "Usage statement"),
    element("h1", {}, describePeriod(period, zone)),
    element("p", { class: "facts" }, [
      element("strong", { class: `standing ${standing}` }, STANDING_WORDS[standing]),
      ...[" From ", renderTime(period.start), " until ", renderTime(period.end)],
      ...[", as the ledger stood at ", renderTime(takenAt), ". All times are UTC."],
    ]),
    element("p", { class: "facts" }, NOTES[standing]),
  ]);
}

/**
 * Renders the list of the page's parts.
 *
 * @returns The navigation.
 */
export function renderNavigation(): VNode {
  const links = Object.values(SECTIONS).map(({ id, title }) =>
    element("li", {}, element("a", { href: `#${id}` }, title)),
  );
  return element("nav", { "aria-label": "Parts of the statement" }, element("ul", {}, links));
}

/**
 * Renders which windows of sources were not read.
 *
 * @param statement - The statement.
 * @param limit - How many are named at most.
 * @returns A notice; nothing when none is missing.
 */
export function renderMissing({ missing }: Statement, limit: number): VNode | null {
  if (missing.length === 0) return null;
  const items = missing
    .slice(0, limit)
    .map(({ source, channel, period, reason }) =>
      element("li", {}, [
        ...[renderName(source), " for ", renderName(channel), ", "],
        ...[renderTime(period.start), " to ", renderTime(period.end)],
        ...(reason === undefined ? [] : [": ", element("bdi", {}, toVisible(reason))]),
      ]),
    );
  const rest = missing.length - items.length;
  return element("div", { class: "missing", role: "note", "aria-label": "Usage that is missing" }, [
    element("p", {}, "Usage is missing: these windows of sources could not be read."),
    element("ul", {}, items),
    ...(rest === 0
      ? []
      : [element("p", {}, `And ${rest} more, which the JSON of the statement names.`)]),
  ]);
}
