import type { Ledger } from "@usage-billing/ledger";
import { toDismissal } from "../change/decide-correction.ts";

/** The ids of all that a record was ever to be replaced by. */
async function listAttempts(ledger: Ledger, recordId: string): Promise<ReadonlySet<string>> {
  const history = await ledger.history(recordId);
  const intents = history.filter(({ kind, body }) => {
    const { record } = Object(body) as { readonly record?: unknown };
    return kind === "correction-intent" && record === recordId;
  });
  return new Set(intents.map(({ body }) => String(Reflect.get(Object(body), "replacement"))));
}

/**
 * Ends the stories of corrections of a record that were refused while the channel kept the record, where the
 * commit that ended them did not: they were made by a program that gave no person, or by an earlier version.
 *
 * @param ledger - The ledger.
 * @param attempt - The record, who corrects it and why, and an attempt that goes on.
 */
export async function dismissAttempts(
  ledger: Ledger,
  attempt: { readonly recordId: string; readonly by: string; readonly except?: string },
): Promise<void> {
  const { recordId, by, except } = attempt;
  const held = await ledger.record(recordId);
  for (const id of await listAttempts(ledger, recordId)) {
    // What it is replaced by, and what it was taken back for, is usage of its own.
    if (id === except || id === held?.replacedBy) continue;
    if ((await ledger.record(id))?.state !== "refused") continue;
    await ledger.commitDecision(id, { kind: "dismissed" }, toDismissal(recordId, by));
  }
}
