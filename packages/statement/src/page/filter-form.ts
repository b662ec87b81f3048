import type { VNode } from "preact";
import { element } from "./element.ts";
import { toVisible } from "./words.ts";

/** A list to choose one value from. */
export interface Choice {
  /** The name of the rows' data attribute, without `data-`. */
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
}

/** What a table is narrowed down by. */
export interface FilterForm {
  /** The id of the table. */
  readonly table: string;
  /** What the form is for. */
  readonly label: string;
  readonly choices: readonly Choice[];
}

function renderChoice({ name, label, values }: Choice): VNode {
  const options = values.map((value) => element("option", { value }, toVisible(value)));
  const all = element("option", { value: "" }, "all");
  return element("label", {}, [
    label,
    element("select", { name, autocomplete: "off" }, [all, ...options]),
  ]);
}

/**
 * Renders the form by which a table is narrowed down. It is hidden until the page's script is there.
 *
 * @param form - What the table is narrowed down by.
 * @returns The form, to stand before the table.
 */
export function renderFilter({ table, label, choices }: FilterForm): VNode {
  const attributes = { class: "filter", role: "search", "aria-label": label, hidden: true };
  return element("form", { ...attributes, "data-table": table }, [
    element("label", {}, [
      "Words",
      element("input", { type: "search", name: "words", autocomplete: "off", spellcheck: false }),
    ]),
    ...choices.map(renderChoice),
    element("button", { type: "reset" }, "Show all"),
    element("output", { "aria-live": "polite" }),
  ]);
}
