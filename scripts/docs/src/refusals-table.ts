import { connectRefusals } from "@usage-billing/connect";
import { rebillyRefusals } from "@usage-billing/rebilly";
import { twoCheckoutRefusals } from "@usage-billing/twocheckout";
import { toMarkdownTable } from "./markdown-table.ts";

/** A refusal as an adapter's catalogue has it. */
export type DocumentedRefusal = (
  | typeof connectRefusals
  | typeof rebillyRefusals
  | typeof twoCheckoutRefusals
)[number];

/** The catalogues, by the folders of their adapters. */
export const REFUSALS: Readonly<Record<string, readonly DocumentedRefusal[]>> = {
  connect: connectRefusals,
  rebilly: rebillyRefusals,
  twocheckout: twoCheckoutRefusals,
};

/** What a cell holds as it is meant, though it be a sign of Markdown. */
function escapeCell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "\\<");
}

function describePlace({ at, status }: DocumentedRefusal): string {
  return status === undefined ? at : `${at}, ${status}`;
}

/**
 * Writes the tables of an adapter's refusals: what its API says, and what the adapter refuses itself.
 *
 * @param api - The adapter's folder.
 * @returns Two Markdown tables.
 * @throws Error When there is no such adapter.
 */
export function toRefusalsTable(api: string): string {
  const refusals = REFUSALS[api];
  if (refusals === undefined) throw new Error(`there is no catalogue of "${api}"`);
  const own = refusals.filter(({ at }) => at === "before sending");
  const said = refusals.filter(({ at }) => at !== "before sending");
  const words = ({ example = "" }: DocumentedRefusal) => (example === "" ? "" : `“${example}”`);
  const saidTable = toMarkdownTable([
    [
      "refusal",
      "where, status",
      "words such as",
      "field",
      "what it means",
      "what to do",
      "again",
      "known from",
    ],
    ...said.map((one) =>
      [
        `\`${one.id}\``,
        describePlace(one),
        words(one),
        one.field,
        one.meaning,
        one.fix,
        one.retry,
        one.basis,
      ].map(escapeCell),
    ),
  ]);
  const ownTable = toMarkdownTable([
    ["rule", "field", "what it means", "what to do"],
    ...own.map(({ id, field, meaning, fix }) => [`\`${id}\``, field, meaning, fix].map(escapeCell)),
  ]);
  return `Refused by the adapter, before anything is sent:\n\n${ownTable}\n\nSaid by the API:\n\n${saidTable}`;
}
