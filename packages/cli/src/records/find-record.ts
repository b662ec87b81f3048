import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { CommandError } from "../command-error.ts";

const SHORTEST_PREFIX = 4;
const NAMED = 5;

async function findByPrefix(ledger: Ledger, prefix: string): Promise<readonly LedgerRecord[]> {
  const found: LedgerRecord[] = [];
  for await (const held of ledger.records()) {
    if (!held.record.recordId.startsWith(prefix)) continue;
    found.push(held);
    if (found.length > NAMED) break;
  }
  return found;
}

function refuseAmbiguous(prefix: string, found: readonly LedgerRecord[]): never {
  const ids = found.slice(0, NAMED).map(({ record }) => record.recordId);
  const more = found.length > NAMED ? " and more" : "";
  throw new CommandError(
    `"${prefix}" begins several record ids: ${ids.join(", ")}${more}. Give more of the one you mean.`,
  );
}

/**
 * Finds a record by its id or by the beginning of it.
 *
 * @param ledger - The ledger.
 * @param id - The id, or at least its first four characters.
 * @returns The record.
 * @throws {@link CommandError} When there is none, or the beginning is that of several.
 */
export async function findRecord(ledger: Ledger, id: string): Promise<LedgerRecord> {
  const exact = await ledger.record(id);
  if (exact !== undefined) return exact;
  const found = id.length < SHORTEST_PREFIX ? [] : await findByPrefix(ledger, id);
  const [only] = found;
  if (found.length > 1) refuseAmbiguous(id, found);
  if (only !== undefined) return only;
  throw new CommandError(
    `The ledger ${ledger.file} knows no record "${id}"; it knows what report took in with this configuration.`,
  );
}
