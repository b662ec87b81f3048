import { LedgerError } from "@usage-billing/ledger";

/** SQLite's primary result codes for a file that another process has: SQLITE_BUSY and SQLITE_LOCKED. */
const IN_USE: ReadonlySet<number> = new Set([5, 6]);

/**
 * Tells whether a ledger could not be opened because another process has it.
 *
 * @param error - What was thrown.
 * @returns Whether waiting can help.
 */
export function isInUse(error: unknown): error is LedgerError {
  if (!LedgerError.isInstance(error) || !(error.cause instanceof Error)) return false;
  const code: unknown = Reflect.get(error.cause, "errcode");
  return typeof code === "number" && IN_USE.has(code & 0xff);
}
