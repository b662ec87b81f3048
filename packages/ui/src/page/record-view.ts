import { groupDigits, toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import type { ChangeRequest, RecordView as View } from "../views.ts";
import { api } from "./api.ts";
import { CorrectForm } from "./correct-form.ts";
import { DecideForm } from "./decide-form.ts";
import { DismissForm } from "./dismiss-form.ts";
import { toRecordHash } from "./format.ts";
import { useLive } from "./live.ts";
import { Name, Time } from "./table.ts";

/** What the page of a record needs. */
export interface RecordProperties {
  readonly recordId: string;
  /** Changes with every change that was made here. */
  readonly version: number;
  readonly onChange: (request: ChangeRequest) => void;
}

function fact(name: string, value: ComponentChild): readonly ComponentChild[] {
  return value === undefined ? [] : [h("dt", {}, name), h("dd", {}, value)];
}

function Facts({ view }: { readonly view: View }): ComponentChild {
  const { channel, subscription, meter, quantity, period, description, replacedBy } = view;
  const name = (text: string | undefined) => (text === undefined ? undefined : h(Name, { text }));
  const replacement =
    replacedBy === undefined
      ? undefined
      : h("a", { href: toRecordHash(replacedBy) }, toVisible(replacedBy));
  return h(
    "dl",
    { class: "words" },
    fact("Channel", name(channel)),
    fact("Subscription", name(subscription)),
    fact("Meter", name(meter)),
    fact("Quantity", groupDigits(quantity)),
    fact(
      "Used",
      h("span", {}, h(Time, { at: period.start }), " until ", h(Time, { at: period.end }), " UTC"),
    ),
    fact("Description", name(description)),
    fact("Channel's id", name(view.reference)),
    fact("Delivery", name(view.deliveryId)),
    fact("Replaced by", replacement),
    fact("Taken in", h(Time, { at: view.takenInAt })),
  );
}

function Explained({ view: { explanation } }: { readonly view: View }): ComponentChild {
  const { parts, commands } = explanation;
  return h(
    "section",
    { "aria-labelledby": "why-title" },
    h("h2", { id: "why-title" }, "Why it stands there"),
    parts.map(({ title, lines }) => [
      h("h3", { key: title }, title),
      h(
        "ul",
        { class: "lines" },
        lines.map((line) => h("li", {}, h("bdi", {}, toVisible(line)))),
      ),
    ]),
    commands.length === 0
      ? null
      : [
          h("h3", {}, "The same on the command line"),
          h(
            "ul",
            { class: "lines" },
            commands.map((line) => h("li", {}, h("code", {}, line))),
          ),
        ],
  );
}

function History({ view: { explanation } }: { readonly view: View }): ComponentChild {
  return h(
    "section",
    { "aria-labelledby": "history-title" },
    h("h2", { id: "history-title" }, "What happened (UTC)"),
    h(
      "ol",
      { class: "history" },
      explanation.history.map(({ at, words }) =>
        h("li", {}, h(Time, { at }), " ", h("bdi", {}, toVisible(words))),
      ),
    ),
  );
}

function Actions({ view, onChange }: { readonly view: View } & Pick<RecordProperties, "onChange">) {
  const { actions, recordId } = view;
  if (actions.length === 0) return null;
  return h(
    "section",
    { "aria-labelledby": "actions-title" },
    h("h2", { id: "actions-title" }, "What can be done"),
    h("p", {}, "What would happen is shown first. Nothing is done before you confirm it."),
    h(
      "div",
      { class: "actions" },
      actions.includes("retry")
        ? h(
            "form",
            {
              class: "action",
              onSubmit: (event: Event) => {
                event.preventDefault();
                onChange({ kind: "retry", recordIds: [recordId] });
              },
            },
            h("h3", {}, "Send it again as it is"),
            h("p", {}, "Where the cause was at the channel, and is mended there."),
            h("button", { type: "submit" }, "Send it again…"),
          )
        : null,
      actions.includes("decide") ? h(DecideForm, { view, onChange }) : null,
      actions.includes("correct") ? h(CorrectForm, { view, onChange }) : null,
      actions.includes("dismiss") ? h(DismissForm, { view, onChange }) : null,
    ),
  );
}

const GOOD: ReadonlySet<string> = new Set(["accepted", "corrected", "retracted"]);
const BAD: ReadonlySet<string> = new Set(["ambiguous", "disputed", "refused"]);

function toClass({ state }: View): string {
  if (GOOD.has(state)) return "verdict good";
  return BAD.has(state) ? "verdict bad" : "verdict";
}

const NAMED = { "aria-labelledby": "record-title" };

/** One record: where it stands, why, what happened, and what can be done. */
export function RecordPage({ recordId, version, onChange }: RecordProperties): ComponentChild {
  const key = JSON.stringify([recordId, version]);
  const { view: last, failure } = useLive((signal) => api.record(recordId, signal), key);
  const view = last?.recordId === recordId ? last : undefined;
  const title = h(
    "h2",
    { id: "record-title", tabIndex: -1 },
    "Record ",
    h("bdi", {}, toVisible(recordId)),
  );
  const back = h("p", {}, h("a", { href: "#/" }, "Back to the overview"));
  const notice =
    failure === undefined ? null : h("p", { class: "omitted", role: "status" }, failure);
  if (view === undefined) {
    const wait = failure === undefined ? h("p", {}, "Reading…") : null;
    return h("div", {}, h("section", NAMED, title, notice, wait, back));
  }
  const { explanation } = view;
  return h(
    "div",
    {},
    // The heading stays the same element when the record comes, because it may have the focus.
    h(
      "section",
      NAMED,
      title,
      notice,
      h("p", { class: toClass(view) }, h("strong", {}, view.state), `: ${explanation.meaning}`),
      h("p", {}, explanation.next),
      h(Facts, { view }),
      back,
    ),
    h(Actions, { view, onChange }),
    h(Explained, { view }),
    h(History, { view }),
  );
}
