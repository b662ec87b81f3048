import { countRecords, groupDigits, shorten, toVisible } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import { useState } from "preact/hooks";
import type { ChangeRequest, Overview, RecordPage, RecordRow } from "../views.ts";
import { api, type ListChoice } from "./api.ts";
import { toRecordHash } from "./format.ts";
import { useLive } from "./live.ts";
import { Figure, Name, State, Table, Time } from "./table.ts";

const FAILED = "";
const OPEN = "unknown,retracting,correcting,replacing,unsent";

const CHOICES: readonly (readonly [string, string])[] = [
  [FAILED, "failed: a person has to look"],
  [OPEN, "unfinished: another run goes on"],
  ...["refused", "disputed", "ambiguous", "partial", "unknown", "unsent"].map(
    (state) => [state, state] as const,
  ),
];

/** What a list needs. */
export interface ListProperties {
  readonly overview: Overview;
  readonly first: RecordPage | undefined;
  readonly choice: ListChoice;
  readonly onChoose: (choice: ListChoice) => void;
  /** Changes with every change that was made here. */
  readonly version: number;
  readonly onChange: (request: ChangeRequest) => void;
}

function Filter({ overview, choice, onChoose }: ListProperties): ComponentChild {
  const select = (
    label: string,
    name: "channel" | "states",
    options: readonly (readonly [string, string])[],
  ) =>
    h(
      "label",
      {},
      label,
      h(
        "select",
        {
          value: choice[name],
          onChange: ({ currentTarget }: { readonly currentTarget: HTMLSelectElement }) =>
            onChoose({ ...choice, page: 0, [name]: currentTarget.value }),
        },
        options.map(([value, words]) => h("option", { value, key: value }, toVisible(words))),
      ),
    );
  const channels = overview.channels.map((id) => [id, id] as const);
  const others = CHOICES.some(([states]) => states === choice.states)
    ? CHOICES
    : [...CHOICES, [choice.states, choice.states] as const];
  return h(
    "form",
    { class: "filter", role: "search", "aria-label": "Choose what is listed" },
    select("Records", "states", others),
    select("Channel", "channel", [["", "all"], ...channels]),
  );
}

function usage({ subscription, meter }: RecordRow): ComponentChild {
  return h(
    "span",
    {},
    h(Name, { text: subscription }),
    meter === undefined ? null : h("small", {}, h(Name, { text: meter })),
  );
}

function toCells(row: RecordRow, words: Overview["words"]) {
  const { recordId, channel, quantity, period, state, reason } = row;
  return [
    h(
      "span",
      {},
      h("a", { href: toRecordHash(recordId) }, h("bdi", {}, toVisible(recordId))),
      h("small", {}, h(Name, { text: channel })),
    ),
    usage(row),
    h(Figure, { value: quantity }),
    h("span", {}, h(Time, { at: period.start }), h("br", {}), h(Time, { at: period.end })),
    h(
      "span",
      {},
      h(State, { state, words }),
      reason === undefined ? null : h("small", {}, h("bdi", {}, shorten(reason))),
    ),
  ];
}

interface Selection {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (recordId: string) => void;
}

function Records({
  list,
  words,
  selection: { chosen, toggle },
}: {
  readonly list: RecordPage;
  readonly words: Overview["words"];
  readonly selection: Selection;
}): ComponentChild {
  const box = ({ recordId, state }: RecordRow) =>
    state !== "refused"
      ? null
      : h("input", {
          type: "checkbox",
          "aria-label": `Choose record ${toVisible(recordId)}`,
          checked: chosen.has(recordId),
          onChange: () => toggle(recordId),
        });
  const names = ["Record and channel", "Subscription and meter"].map((title) => ({ title }));
  return h(Table, {
    id: "records",
    caption: "Records in the order in which they were taken in; times in UTC",
    header: 1,
    columns: [
      { title: h("span", { class: "unseen" }, "Choose") },
      ...names,
      { title: "Quantity", isNumber: true },
      { title: "Used from and until" },
      { title: "State and reason" },
    ],
    rows: list.records.map((row) => ({
      key: row.recordId,
      cells: [box(row), ...toCells(row, words)],
    })),
  });
}

function Pages({
  list,
  onPage,
}: {
  readonly list: RecordPage;
  readonly onPage: (page: number) => void;
}): ComponentChild {
  const { page, hasMore, isCut } = list;
  if (page === 0 && !hasMore) return null;
  const button = (words: string, to: number, isOff: boolean) =>
    h("button", { type: "button", disabled: isOff, onClick: () => onPage(to) }, words);
  return h(
    "nav",
    { class: "pages", "aria-label": "Pages of the list" },
    button("Earlier page", page - 1, page === 0),
    h("span", { role: "status" }, `Page ${groupDigits(page + 1)}`),
    button("Next page", page + 1, !hasMore),
    isCut ? h("span", {}, "There are more. Choose a channel or a state.") : null,
  );
}

/** A list of records that can be chosen from and sent again. */
export function RecordList(properties: ListProperties): ComponentChild {
  const { overview, first, choice, onChoose, version, onChange } = properties;
  const key = JSON.stringify([choice, version]);
  const { view, failure } = useLive((signal) => api.records(choice, signal), key, first);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const toggle = (recordId: string): void => {
    const next = new Set(marked);
    if (!next.delete(recordId)) next.add(recordId);
    setMarked(next);
  };
  const refused = (view?.records ?? []).filter(({ state }) => state === "refused");
  const chosen = refused.map(({ recordId }) => recordId).filter((id) => marked.has(id));
  const retry = h(
    "div",
    { class: "choices" },
    h(
      "button",
      {
        type: "button",
        onClick: () => setMarked(new Set(refused.map(({ recordId }) => recordId))),
      },
      "Choose all refused ones of this page",
    ),
    h(
      "button",
      {
        type: "button",
        disabled: chosen.length === 0,
        onClick: () => onChange({ kind: "retry", recordIds: chosen }),
      },
      chosen.length === 0
        ? "Send chosen ones again…"
        : `Send ${countRecords(chosen.length)} again…`,
    ),
  );
  return h(
    "section",
    { "aria-labelledby": "list-title", id: "list" },
    h("h2", { id: "list-title", tabIndex: -1 }, "Records to look at"),
    h(Filter, properties),
    failure === undefined ? null : h("p", { class: "omitted", role: "status" }, failure),
    view === undefined
      ? h("p", {}, "Reading…")
      : view.records.length === 0
        ? h("p", {}, "There are none.")
        : h(Records, { list: view, words: overview.words, selection: { chosen: marked, toggle } }),
    refused.length === 0 ? null : retry,
    view === undefined
      ? null
      : h(Pages, { list: view, onPage: (page) => onChoose({ ...choice, page }) }),
  );
}
