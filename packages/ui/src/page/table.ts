import { groupDigits, toVisible } from "@usage-billing/statement";
import { type ComponentChild, type ComponentChildren, h } from "preact";
import { shortTime } from "./format.ts";

/** A column of a table. */
export interface Column {
  readonly title: ComponentChildren;
  readonly isNumber?: boolean;
}

/** A table; the first cell of a row names it. */
export interface TableProperties {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
  /** Which cell names its row; the first when left out. */
  readonly header?: number;
}

/** A row of a table. */
export interface TableRow {
  readonly key: string;
  readonly cells: readonly ComponentChildren[];
}

/** A table that can be scrolled by keyboard where it is wider than the page. */
export function Table({ id, caption, columns, rows, header = 0 }: TableProperties): ComponentChild {
  const named = `${id}-caption`;
  const toClass = (at: number) => (columns[at]?.isNumber === true ? "number" : undefined);
  const head = columns.map(({ title }, at) => h("th", { scope: "col", class: toClass(at) }, title));
  const body = rows.map(({ key, cells }) =>
    h(
      "tr",
      { key },
      cells.map((cell, at) =>
        at === header
          ? h("th", { scope: "row", class: toClass(at) }, cell)
          : h("td", { class: toClass(at) }, cell),
      ),
    ),
  );
  return h(
    "div",
    { class: "scroll", role: "region", tabIndex: 0, "aria-labelledby": named },
    h(
      "table",
      { id },
      h("caption", {}, h("span", { id: named }, caption)),
      h("thead", {}, h("tr", {}, head)),
      h("tbody", {}, body),
    ),
  );
}

/** A name from outside, kept from turning the text beside it round. */
export function Name({ text }: { readonly text: string | undefined }): ComponentChild {
  return text === undefined ? h("span", { class: "zero" }, "none") : h("bdi", {}, toVisible(text));
}

/** An exact number. */
export function Figure({ value }: { readonly value: string | number }): ComponentChild {
  return h("data", { value: String(value) }, groupDigits(value));
}

/** An instant in UTC. */
export function Time({ at }: { readonly at: string }): ComponentChild {
  return h("time", { dateTime: at }, shortTime(at));
}

/** A state, and in a few words what it means. */
export function State({
  state,
  words,
}: {
  readonly state: string;
  readonly words: Readonly<Record<string, string>>;
}): ComponentChild {
  return h(
    "span",
    {},
    h("strong", {}, state),
    words[state] === undefined ? "" : `: ${words[state]}`,
  );
}
