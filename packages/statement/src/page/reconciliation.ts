import type { VNode } from "preact";
import type { Amount, Statement } from "../statement.ts";
import { renderTable } from "./data-table.ts";
import { element } from "./element.ts";
import { renderName, renderNumber } from "./figure-cells.ts";
import { renderSection, SECTIONS } from "./section.ts";
import { countRecords } from "./words.ts";

function renderAmount({ quantity, records }: Amount) {
  return records === 0
    ? renderNumber(0)
    : [renderNumber(quantity), element("small", {}, countRecords(records))];
}

/** What stands in the place of a state where credits are compared. */
const CREDITED = "credited outside the API";

/**
 * Renders the comparison with the ledger's own sums.
 *
 * @param statement - The statement.
 * @param limit - How many lines at most.
 * @returns A section.
 */
export function renderReconciliation({ reconciliation }: Statement, limit: number): VNode {
  const { agrees } = reconciliation;
  const credits = reconciliation.credits.map((line) => ({ ...line, state: CREDITED }));
  const lines = [...reconciliation.lines, ...credits];
  const shown = lines.slice(0, limit);
  const verdict = agrees
    ? "The statement agrees with the ledger in every line: what is stated here and what belongs to the statement before are together what the ledger holds."
    : "The statement and the ledger differ, because the ledger was written to while it was read. Make the statement again.";
  const columns = ["Stated here", "In the statement before", "In the ledger"];
  const table = renderTable({
    id: "check-table",
    caption: "What the ledger holds of this period, in each meter's own unit",
    columns: [
      ...["Channel", "Meter", "State"].map((title) => ({ title })),
      ...columns.map((title) => ({ title, isNumber: true })),
    ],
    headers: 3,
    rows: shown.map(({ channel, meter, state, stated, elsewhere, ledger }) => ({
      cells: [
        ...[renderName(channel), renderName(meter), state],
        ...[stated, elsewhere, ledger].map(renderAmount),
      ],
    })),
  });
  const rest = lines.length - shown.length;
  const more =
    rest === 0 ? null : element("p", { class: "omitted" }, `${rest} more lines are in the JSON.`);
  const className = agrees ? "verdict good" : "verdict bad";
  return renderSection(SECTIONS.check, element("p", { class: className }, verdict), table, more);
}
