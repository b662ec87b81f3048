import { type ComponentChild, type ComponentChildren, h } from "preact";

/** A field of a form with its label. */
export interface FieldProperties {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly hint?: string;
  readonly onInput: (value: string) => void;
}

/** A line of text with a label. */
export function Field({ label, name, value, hint, onInput }: FieldProperties): ComponentChild {
  return h(
    "label",
    { class: "field" },
    label,
    h("input", {
      name,
      value,
      required: true,
      autocomplete: "off",
      onInput: ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) =>
        onInput(currentTarget.value),
    }),
    hint === undefined ? null : h("small", {}, hint),
  );
}

/** One of several possibilities. */
export function Choice({
  name,
  isChosen,
  onChoose,
  children,
}: {
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children?: ComponentChildren;
}): ComponentChild {
  return h(
    "label",
    { class: "choice" },
    h("input", { type: "radio", name, checked: isChosen, onChange: onChoose }),
    h("span", {}, children),
  );
}
