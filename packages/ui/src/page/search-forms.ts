import { toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import { api } from "./api.ts";
import { toRecordHash } from "./format.ts";
import { describe } from "./live.ts";

interface Found {
  readonly words: string;
  readonly recordIds: readonly string[];
}

async function search(text: string): Promise<Found> {
  try {
    const { recordIds, isCut } = await api.search(text);
    const [only] = recordIds;
    if (only !== undefined && recordIds.length === 1 && !isCut) {
      window.location.hash = toRecordHash(only);
      return { words: "", recordIds: [] };
    }
    const more = isCut ? " Not all records were looked through; give the whole id." : "";
    const words = only === undefined ? "No record was found." : "Records that begin so:";
    return { words: `${words}${more}`, recordIds };
  } catch (error) {
    return { words: describe(error), recordIds: [] };
  }
}

/** Finds a record by its id. */
export function Search(): ComponentChild {
  const [text, setText] = useState("");
  const [found, setFound] = useState<Found>({ words: "", recordIds: [] });
  const submit = (event: Event): void => {
    event.preventDefault();
    search(text.trim()).then(setFound, () => undefined);
  };
  return h(
    "form",
    { class: "filter", role: "search", "aria-label": "Find a record", onSubmit: submit },
    h(
      "label",
      {},
      "Record id, or its beginning",
      h("input", {
        name: "id",
        required: true,
        minLength: 1,
        autocomplete: "off",
        value: text,
        onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
          setText(currentTarget.value),
      }),
    ),
    h("button", { type: "submit" }, "Find"),
    h("output", {}, found.words),
    found.recordIds.length === 0
      ? null
      : h(
          "ul",
          { class: "found" },
          found.recordIds.map((id) =>
            h("li", { key: id }, h("a", { href: toRecordHash(id) }, toVisible(id))),
          ),
        ),
  );
}

/** Opens the statement of a period, which is a page of its own. */
export function StatementForm({ month }: { readonly month: string }): ComponentChild {
  const [period, setPeriod] = useState(month);
  const href = `statement?${new URLSearchParams({ period })}`;
  return h(
    "div",
    { class: "filter" },
    h(
      "label",
      {},
      "Period",
      h("input", {
        name: "period",
        value: period,
        autocomplete: "off",
        onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
          setPeriod(currentTarget.value),
      }),
    ),
    h(
      "a",
      { class: "button", href, target: "_blank", rel: "noopener" },
      "Statement of the period (new tab)",
    ),
  );
}
