import { LedgerError } from "../ledger-error.ts";

/** SQLite's primary result codes (sqlite.org/rescode.html) in words that somebody can act on. */
const REASONS: Readonly<Record<number, string>> = {
  3: "may not be read or written by this user",
  5: "is in use by another process; wait until that one has ended",
  6: "is in use by another process; wait until that one has ended",
  8: "is read-only; give this user the right to write the file and its folder",
  10: "could not be read or written by the operating system; check the disk",
  11: "is damaged; restore it from a backup, because without it usage could be reported twice",
  13: "cannot grow because the disk is full; free some space and run again, nothing is lost",
  14: "cannot be opened; check that the path is a file in a folder that this user may write",
  26: "is not a ledger but some other file",
};

/** Extended result codes that say more than their primary one. */
const EXTENDED_REASONS: Readonly<Record<number, string>> = {
  3850:
    "cannot be locked; check that this user has the right to write the file and its folder, " +
    "and that the file system has locks",
};

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const code: unknown = Reflect.get(error, "errcode");
  return typeof code === "number" ? code : undefined;
}

/**
 * Makes what SQLite or the file system threw an error that says what to do.
 *
 * @param file - The ledger's file.
 * @param error - What was thrown.
 * @returns A {@link LedgerError} with the cause; the error itself when it is neither's.
 */
export function explainFailure(file: string, error: unknown): unknown {
  if (LedgerError.isInstance(error) || !(error instanceof Error)) return error;
  const code = resultCode(error);
  if (code !== undefined) {
    const reason = EXTENDED_REASONS[code] ?? REASONS[code & 0xff] ?? `failed: ${error.message}`;
    return new LedgerError(file, reason, { cause: error });
  }
  if (!("syscall" in error)) return error;
  return new LedgerError(file, `cannot be opened: ${error.message}`, { cause: error });
}
