import type { Ledger, LedgerEntry } from "@usage-billing/ledger";

/** Parts of a fact about a whole delivery, of which a record's history has its own only. */
interface SharedBody {
  readonly records?: readonly unknown[];
  readonly outcomes?: readonly unknown[];
}

function join<Member extends keyof SharedBody>(name: Member, bodies: readonly SharedBody[]) {
  const parts = bodies.flatMap((body) => body[name] ?? []);
  return parts.length === 0 ? {} : { [name]: parts };
}

function mergeEntries(entries: readonly [LedgerEntry, ...LedgerEntry[]]): LedgerEntry {
  const [first, ...others] = entries;
  if (others.length === 0 || first.recordId !== undefined) return first;
  const bodies = entries.map(({ body }) => body as SharedBody);
  return {
    ...first,
    body: { ...bodies[0], ...join("records", bodies), ...join("outcomes", bodies) },
  };
}

/**
 * Collects the facts about some records, each fact once, those about whole deliveries with these records' parts.
 *
 * @param ledger - The ledger.
 * @param recordIds - The records.
 * @returns The facts in their order.
 */
export async function collectFacts(
  ledger: Ledger,
  recordIds: readonly string[],
): Promise<readonly LedgerEntry[]> {
  const bySequence = new Map<number, [LedgerEntry, ...LedgerEntry[]]>();
  for (const recordId of recordIds) {
    for (const entry of await ledger.history(recordId)) {
      const found = bySequence.get(entry.sequence);
      if (found === undefined) bySequence.set(entry.sequence, [entry]);
      else found.push(entry);
    }
  }
  return [...bySequence.values()]
    .map(mergeEntries)
    .sort((left, right) => left.sequence - right.sequence);
}
