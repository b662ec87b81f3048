import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import type { FormProperties } from "./decide-form.ts";
import { Choice, Field } from "./field.ts";

type Kind = "delete" | "meter" | "period" | "quantity";

const KINDS: readonly (readonly [Kind, string])[] = [
  ["quantity", "The quantity"],
  ["period", "The period"],
  ["meter", "The meter"],
  ["delete", "It did not happen"],
];

const HINTS: Readonly<Partial<Record<Kind, string>>> = {
  quantity: "What is true, not the difference.",
  period: "A month, a day, or START/END with zones.",
};

/** Says what is to be otherwise of a record. */
export function CorrectForm({ view, onChange }: FormProperties): ComponentChild {
  const { recordId, quantity, meter = "", period } = view;
  const [kind, setKind] = useState<Kind>("quantity");
  const [values, setValues] = useState({
    ...{ quantity, meter, period: `${period.start}/${period.end}` },
  });
  const [reason, setReason] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    const change = kind === "delete" ? { delete: true as const } : { [kind]: values[kind] };
    onChange({ kind: "correct", recordId, reason, ...change });
  };
  const hint = HINTS[kind];
  const field =
    kind === "delete"
      ? null
      : h(Field, {
          label: "What is right",
          name: kind,
          value: values[kind],
          ...(hint === undefined ? {} : { hint }),
          onInput: (value) => setValues({ ...values, [kind]: value }),
        });
  const choices = KINDS.map(([value, words]) =>
    h(
      Choice,
      { name: "wrong", isChosen: kind === value, onChoose: () => setKind(value), key: value },
      words,
    ),
  );
  return h(
    "form",
    { class: "action", onSubmit: submit },
    h("h3", {}, "Correct it"),
    h("fieldset", {}, h("legend", {}, "What is wrong"), choices),
    field,
    h(Field, { label: "Reason", name: "reason", value: reason, onInput: setReason }),
    h("button", { type: "submit" }, "See what happens…"),
  );
}
