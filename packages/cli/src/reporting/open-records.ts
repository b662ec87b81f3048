import type { Ledger, LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { CheckedInput } from "./check-input.ts";
import type { OpenRecords } from "./report-result.ts";

const STATES: readonly RecordState[] = [
  "waiting",
  "sending",
  "unsent",
  "unknown",
  "ambiguous",
  "disputed",
  "refused",
  "partial",
];
const LISTED = 100;

async function countRetracted(ledger: Ledger, seen: CheckedInput["seen"]): Promise<number> {
  let count = 0;
  for await (const { record } of ledger.records({ states: ["retracted"] })) {
    if (seen.has(record.recordId)) count += 1;
  }
  return count;
}

/**
 * Finds the records of the input that their channel does not hold as they are, also those that an
 * earlier run left so: a second run of the same file says the same of them.
 *
 * @param ledger - The ledger.
 * @param checked - The input.
 * @returns The first records, and how many there are.
 */
export async function collectOpenRecords(
  ledger: Ledger,
  { seen }: Pick<CheckedInput, "seen">,
): Promise<OpenRecords> {
  const listed: LedgerRecord[] = [];
  const counts = new Map<RecordState, number>();
  const retracted = await countRetracted(ledger, seen);
  for await (const held of ledger.records({ states: STATES })) {
    if (!seen.has(held.record.recordId)) continue;
    counts.set(held.state, (counts.get(held.state) ?? 0) + 1);
    if (listed.length < LISTED) listed.push(held);
  }
  return { listed, counts, retracted };
}
