import type { VNode } from "preact";
import type { CreditNote, Statement } from "../statement.ts";
import { type DataRow, renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { renderName, renderNames, renderNumber, renderTime } from "./figure-cells.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { groupDigits, shorten } from "./words.ts";

function toRow(note: CreditNote): DataRow {
  const { recordId, channel, subscription, meter, credit, quantity, period } = note;
  const { billingReference, replacement, reason, by, statedAt } = note;
  const other =
    replacement === undefined
      ? []
      : [element("small", {}, ["Reported instead: ", renderName(replacement)])];
  return {
    cells: [
      renderNames(recordId, channel),
      renderNames(subscription, meter),
      [renderNumber(credit), element("small", {}, ["of ", renderNumber(quantity)])],
      renderName(billingReference),
      [renderTime(period.start), element("br", {}), renderTime(period.end)],
      [element("bdi", {}, shorten(reason)), ...other],
      [renderName(by), element("small", {}, renderTime(statedAt))],
    ],
  };
}

const NOTE =
  "A channel takes nothing back of what it has billed. Ask it for a credit note of each of these, outside the API: what is billed, less what is credited, is what is true.";

/**
 * Renders what corrections left to be credited, each as the credit note that has to be asked for.
 *
 * @param statement - The statement.
 * @param limit - How many at most.
 * @returns A section.
 */
export function renderCredits({ credits }: Statement, limit: number): VNode {
  if (credits.length === 0) {
    const nothing = "Nothing is to be credited outside the API.";
    return renderSection(SECTIONS.credits, element("p", {}, nothing));
  }
  const shown = credits.slice(0, limit);
  const table = renderTable({
    id: "credits-table",
    caption: "Credit notes to ask for, in the order in which they were stated; times in UTC",
    columns: [
      ...["Record and channel", "Subscription and meter"].map((title) => ({ title })),
      { title: "Credit", isNumber: true },
      ...["Billed as", "Used from and until", "Reason", "Stated by"].map((title) => ({ title })),
    ],
    rows: shown.map(toRow),
  });
  const omitted = `The first ${groupDigits(shown.length)} of ${groupDigits(credits.length)} are shown. The JSON of the statement has all of them.`;
  const isWhole = shown.length === credits.length;
  return renderSection(
    SECTIONS.credits,
    element("p", {}, NOTE),
    table,
    isWhole ? null : element("p", { class: "omitted" }, omitted),
  );
}
