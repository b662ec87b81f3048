import type { Ledger } from "@usage-billing/ledger";
import type { SearchView } from "../views.ts";
import { takeBreaths } from "./breathe.ts";

const SHORTEST_BEGINNING = 4;
const FOUND = 20;

/**
 * Finds records by their id, or by the beginning of it as far as that is quick.
 *
 * @param ledger - The ledger.
 * @param text - The id, or at least four characters of its beginning.
 * @param limits - How long to look for a beginning, in milliseconds, and what ends it before.
 * @returns The ids, and whether not all records were looked through.
 */
export async function findRecords(
  ledger: Ledger,
  text: string,
  { milliseconds, signal }: { readonly milliseconds: number; readonly signal: AbortSignal },
): Promise<SearchView> {
  const exact = await ledger.record(text);
  if (exact !== undefined) return { recordIds: [text], isCut: false };
  if (text.length < SHORTEST_BEGINNING) return { recordIds: [], isCut: false };
  const started = performance.now();
  const recordIds: string[] = [];
  for await (const { record } of takeBreaths(ledger.records(), signal)) {
    if (record.recordId.startsWith(text)) recordIds.push(record.recordId);
    const isOver = performance.now() - started > milliseconds;
    if (recordIds.length === FOUND || isOver) return { recordIds, isCut: true };
  }
  return { recordIds, isCut: false };
}
