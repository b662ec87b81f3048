import type { Channel } from "@usage-billing/core";
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

async function countEnded(
  ledger: Ledger,
  seen: CheckedInput["seen"],
  state: "dismissed" | "retracted",
): Promise<number> {
  let count = 0;
  for await (const { record } of ledger.records({ states: [state] })) {
    if (seen.has(record.recordId)) count += 1;
  }
  return count;
}

function breaksRule(
  channels: ReadonlyMap<string, Channel>,
  { record, state, deliveryId }: LedgerRecord,
): boolean {
  if (state !== "refused" || deliveryId !== undefined) return false;
  return (channels.get(record.channel)?.check(record).length ?? 0) > 0;
}

/**
 * Finds the records of the input that their channel does not hold as they are, also those that an
 * earlier run left so: a second run of the same file says the same of them. Those that broke a rule of
 * their channel in this run are left out: the plan has them.
 *
 * @param ledger - The ledger.
 * @param checked - The input.
 * @param channels - The channels, by id.
 * @returns The first records, and how many there are.
 */
export async function collectOpenRecords(
  ledger: Ledger,
  { seen }: Pick<CheckedInput, "seen">,
  channels: ReadonlyMap<string, Channel>,
): Promise<OpenRecords> {
  const listed: LedgerRecord[] = [];
  const counts = new Map<RecordState, number>();
  const retracted = await countEnded(ledger, seen, "retracted");
  const dismissed = await countEnded(ledger, seen, "dismissed");
  for await (const held of ledger.records({ states: STATES })) {
    if (!seen.has(held.record.recordId) || breaksRule(channels, held)) continue;
    counts.set(held.state, (counts.get(held.state) ?? 0) + 1);
    if (listed.length < LISTED) listed.push(held);
  }
  return { listed, counts, retracted, dismissed };
}
