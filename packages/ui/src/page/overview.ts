import { countRecords, groupDigits } from "@usage-billing/statement";
import { type ComponentChild, h } from "preact";
import type { DeliveryRow, Overview, SumRow } from "../views.ts";
import { Figure, Name, State, Table, Time } from "./table.ts";

interface Properties {
  readonly overview: Overview;
}

/** What wants attention, and what is not finished. */
export function Attention({
  overview,
  onShow,
}: Properties & { readonly onShow: (state: string, channel: string) => void }): ComponentChild {
  const { attention, unfinished, words } = overview;
  const cards = attention.map(({ state, channel, records }) =>
    h(
      "li",
      { key: `${state} ${channel}`, class: `card ${state}` },
      h(
        "button",
        { type: "button", onClick: () => onShow(state, channel) },
        h("span", { class: "figure" }, groupDigits(records)),
        h("span", {}, h("strong", {}, state), " at ", h(Name, { text: channel })),
        h("small", {}, words[state] ?? ""),
      ),
    ),
  );
  const open = unfinished.filter(({ records }) => records > 0);
  return h(
    "section",
    { "aria-labelledby": "attention-title" },
    h("h2", { id: "attention-title" }, "What wants attention"),
    cards.length === 0
      ? h("p", { class: "verdict good" }, "Nothing wants attention.")
      : h("ul", { class: "cards" }, cards),
    open.length === 0
      ? h("p", {}, "Every record has an outcome.")
      : h(
          "p",
          {},
          "Without an outcome yet: ",
          open.map(({ channel, records }, at) => [
            at === 0 ? "" : ", ",
            `${countRecords(records)} of `,
            h(Name, { text: channel }),
          ]),
          ".",
        ),
  );
}

function toCells(delivery: DeliveryRow) {
  const { deliveryId, channel, state, records, open, bytes, attempts, intendedAt } = delivery;
  return [
    h(Name, { text: deliveryId }),
    h(Name, { text: channel }),
    state,
    h(Figure, { value: records }),
    h(Figure, { value: open }),
    h(Figure, { value: bytes }),
    h(Figure, { value: attempts }),
    h(Time, { at: intendedAt }),
  ];
}

/** Deliveries that are not settled. */
export function Deliveries({ overview }: Properties): ComponentChild {
  const { deliveries, hasMoreDeliveries } = overview;
  const number = (title: string) => ({ title, isNumber: true });
  const table = h(Table, {
    id: "deliveries",
    caption: "Deliveries that are not settled, the oldest of each channel first; times in UTC",
    columns: [
      ...["Delivery", "Channel", "State"].map((title) => ({ title })),
      ...["Records", "In doubt or not sent", "Bytes", "Attempts"].map(number),
      { title: "Sending intended" },
    ],
    rows: deliveries.map((delivery) => ({ key: delivery.deliveryId, cells: toCells(delivery) })),
  });
  return h(
    "section",
    { "aria-labelledby": "deliveries-title" },
    h("h2", { id: "deliveries-title" }, "Deliveries in flight"),
    deliveries.length === 0 ? h("p", {}, "No delivery is on its way or in doubt.") : table,
    hasMoreDeliveries
      ? h("p", { class: "omitted" }, "More are on their way than are listed.")
      : null,
  );
}

function describeCount({ count }: Overview): string {
  const { countedAt, progress } = count;
  if (countedAt !== undefined) return `Counted at ${countedAt.slice(11, 19)} UTC`;
  return progress === undefined || progress === 0
    ? "Counting all records…"
    : `Counting all records: ${groupDigits(progress)} so far…`;
}

function toKey({ channel, meter, state }: SumRow): string {
  return JSON.stringify([channel, meter ?? "", state]);
}

/** All records by channel, meter and state. */
export function Counts({ overview }: Properties): ComponentChild {
  const { count, words } = overview;
  const rows = count.rows.toSorted((left, right) => toKey(left).localeCompare(toKey(right)));
  const table = h(Table, {
    id: "counts",
    caption: `All records by channel, meter and state. ${describeCount(overview)}.`,
    columns: [
      ...["Channel", "Meter", "State"].map((title) => ({ title })),
      { title: "Records", isNumber: true },
      { title: "Quantity", isNumber: true },
    ],
    rows: rows.map((row) => ({
      key: toKey(row),
      cells: [
        h(Name, { text: row.channel }),
        h(Name, { text: row.meter }),
        h(State, { state: row.state, words }),
        h(Figure, { value: row.records }),
        h(Figure, { value: row.quantity }),
      ],
    })),
  });
  const isEmpty = count.countedAt !== undefined && rows.length === 0;
  return h(
    "section",
    { "aria-labelledby": "counts-title" },
    h("h2", { id: "counts-title" }, "All records"),
    rows.length === 0
      ? h("p", {}, isEmpty ? "There are no records." : describeCount(overview))
      : table,
  );
}
