import { toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import type { ChangeRequest, RecordView } from "../views.ts";
import { Choice, Field } from "./field.ts";

/** What a form of a record needs. */
export interface FormProperties {
  readonly view: RecordView;
  readonly onChange: (request: ChangeRequest) => void;
}

const OTHER = "other";
const ABSENT = "absent";

/** Says what a person found out of a record in doubt. */
export function DecideForm({ view, onChange }: FormProperties): ComponentChild {
  const { recordId, channel, candidates } = view;
  const [found, setFound] = useState(candidates[0]?.reference ?? OTHER);
  const [other, setOther] = useState("");
  const [reason, setReason] = useState("");
  const submit = (event: Event): void => {
    event.preventDefault();
    const reference = found === OTHER ? other : found;
    const isHeld = found !== ABSENT;
    onChange({ kind: "decide", recordId, reason, ...(isHeld ? { reference } : {}) });
  };
  const choice = (value: string, words: string) =>
    h(
      Choice,
      { name: "found", isChosen: found === value, onChoose: () => setFound(value), key: value },
      toVisible(words),
    );
  return h(
    "form",
    { class: "action", onSubmit: submit },
    h("h3", {}, "Decide what is so"),
    h("p", {}, `Look the record up at ${toVisible(channel)} first.`),
    h(
      "fieldset",
      {},
      h("legend", {}, "What you found"),
      candidates.map(({ reference, words }) => choice(reference, `It is held as ${words}`)),
      choice(OTHER, "It is held under another id"),
      choice(ABSENT, "It is not held, so it is to be sent again"),
    ),
    found === OTHER
      ? h(Field, { label: "The channel's id", name: "reference", value: other, onInput: setOther })
      : null,
    h(Field, { label: "Reason", name: "reason", value: reason, onInput: setReason }),
    h("button", { type: "submit" }, "See what happens…"),
  );
}
