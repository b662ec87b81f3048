import type { VNode } from "preact";
import { type Content, element } from "./element.ts";

/** A part of the page with a heading. */
export interface Section {
  readonly id: string;
  readonly title: string;
}

/** The parts of the page in their order. */
export const SECTIONS: Readonly<
  Record<
    "summary" | "days" | "funnel" | "meters" | "open" | "credits" | "rows" | "check" | "words",
    Section
  >
> = {
  summary: { id: "summary", title: "Summary" },
  days: { id: "days", title: "Usage per day" },
  funnel: { id: "funnel", title: "From planned to billed" },
  meters: { id: "meters", title: "By channel and meter" },
  open: { id: "open", title: "What is open" },
  credits: { id: "credits", title: "Credited outside the API" },
  rows: { id: "rows", title: "By subscription" },
  check: { id: "check", title: "Reconciliation" },
  words: { id: "words", title: "Words" },
};

/**
 * Renders a part of the page as a landmark with its heading.
 *
 * @param section - The part.
 * @param children - What is in it.
 * @returns The section.
 */
export function renderSection({ id, title }: Section, ...children: Content[]): VNode {
  const heading = element("h2", { id: `${id}-title` }, title);
  return element("section", { id, "aria-labelledby": `${id}-title` }, heading, ...children);
}
