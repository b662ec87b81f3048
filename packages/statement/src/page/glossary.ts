import type { VNode } from "preact";
import { element } from "./element.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { FIGURE_WORDS } from "./words.ts";

/**
 * Renders what the words of the statement mean.
 *
 * @returns A section.
 */
export function renderGlossary(): VNode {
  const entries = Object.values(FIGURE_WORDS).flatMap(({ title, meaning }) => [
    element("dt", {}, title),
    element("dd", {}, `${meaning}.`),
  ]);
  const belonging =
    "A record belongs to the statement in which its period starts, so that each is in one statement. Numbers are exact; only the axes of the charts are rounded.";
  return renderSection(
    SECTIONS.words,
    element("dl", { class: "words" }, entries),
    element("p", {}, belonging),
  );
}
