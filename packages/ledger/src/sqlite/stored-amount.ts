import { toRecordCode } from "./codes.ts";
import type { State } from "./state.ts";

const PARTIAL = toRecordCode("partial");

/**
 * Reads what a channel stored of a record that it took in part.
 *
 * @param state - The state.
 * @param row - The record: the number of its state, the fact that has its outcome, and its id.
 * @returns The exact decimal as text; `undefined` of a record that is not `partial`.
 */
export function readStored(
  state: Pick<State, "outcomes">,
  row: { readonly code: number; readonly outcome: number; readonly recordId: string },
): string | undefined {
  if (row.code !== PARTIAL) return undefined;
  const found = state.outcomes.find(row.outcome, row.recordId);
  if (found === undefined) return undefined;
  return (JSON.parse(found.text) as { readonly stored?: string }).stored;
}
