import { formatInstant } from "@usage-billing/core";
import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import type { Explanation } from "@usage-billing/ui";
import type { Configuration } from "../configuration/configuration.ts";
import { collectExplanation } from "../explaining/collect-explanation.ts";
import { explainInParts } from "../output/explain-output.ts";
import { STATE_WORDS } from "../output/state-words.ts";
import { describeHistory, nextStep } from "../output/story-output.ts";

/**
 * Explains a record in the words of `explain` and `show`.
 *
 * @param ledger - The ledger.
 * @param held - The record.
 * @param configuration - Columns, sources and channels as they are now.
 * @returns What the page shows.
 */
export async function explainOnPage(
  ledger: Ledger,
  held: LedgerRecord,
  configuration: Configuration,
): Promise<Explanation> {
  const explanation = await collectExplanation(ledger, held, configuration);
  return {
    meaning: `${STATE_WORDS[held.state].meaning}.`,
    next: nextStep(held),
    parts: explainInParts(explanation).map(({ title, lines }) => ({
      title,
      lines: lines.map((line) => line.trim()),
    })),
    history: describeHistory(explanation.story).map(([{ at }, words]) => ({
      at: formatInstant(at),
      words,
    })),
    commands: explanation.commands,
  };
}
