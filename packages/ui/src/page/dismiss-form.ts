import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import type { FormProperties } from "./decide-form.ts";
import { Field } from "./field.ts";

/** Says why nothing is ever to be billed for a refused record. */
export function DismissForm({ view, onChange }: FormProperties): ComponentChild {
  const [reason, setReason] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    onChange({ kind: "dismiss", recordId: view.recordId, reason });
  };
  return h(
    "form",
    { class: "action", onSubmit: submit },
    h("h3", {}, "Dismiss it"),
    h("p", {}, "Where nothing is to be billed for it, or another record took its place."),
    h(Field, { label: "Why nothing is billed", name: "reason", value: reason, onInput: setReason }),
    h("button", { type: "submit" }, "See what happens…"),
  );
}
