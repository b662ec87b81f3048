import type { Ledger } from "@usage-billing/ledger";
import type { SharedLedger } from "@usage-billing/ledger-postgres";

/**
 * Tells whether a ledger hands its work out to many processes.
 *
 * @param ledger - The ledger.
 * @returns Whether it is one in PostgreSQL.
 */
export function isShared(ledger: Ledger): ledger is SharedLedger {
  return "runWorker" in ledger;
}
