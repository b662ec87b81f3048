import type { LedgerVerification } from "../model.ts";

/** What keeps a ledger sound. */
export interface LedgerCare {
  /**
   * Derives the state of all records and deliveries from the log again and compares it with the state that
   * is kept. Nothing is changed.
   *
   * @returns What differs.
   */
  verify(): Promise<LedgerVerification>;

  /**
   * Derives the state of all records and deliveries from the log again and keeps that.
   *
   * @returns What differed before.
   */
  rebuild(): Promise<LedgerVerification>;

  /**
   * Writes a consistent copy of the ledger while it is open. The copy can be opened as a ledger.
   *
   * @param file - A file that is not there yet.
   * @throws {@link LedgerError} When the file is there, or the ledger is on a server, whose own tools
   * make its backups.
   */
  backup(file: string): Promise<void>;

  /** Closes the ledger and lets other processes have it. Calling it again does nothing. */
  close(): Promise<void>;
}
