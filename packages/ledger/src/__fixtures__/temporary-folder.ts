import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "../index.ts";

/** A folder for a test's ledgers. */
export interface TemporaryFolder {
  readonly file: string;
  /** Opens the folder's ledger; it is closed when the folder is removed. */
  open(): Ledger;
  remove(): Promise<void>;
}

/** Makes a folder that a test removes; the clock stands still by default. */
export function createTemporaryFolder(now: () => number = () => 60_000): TemporaryFolder {
  const folder = mkdtempSync(join(tmpdir(), "ledger-test-"));
  const file = join(folder, "state", "ledger.db");
  const opened: Ledger[] = [];
  return {
    file,
    open: () => {
      const ledger = openLedger(file, { now });
      opened.push(ledger);
      return ledger;
    },
    remove: async () => {
      for (const ledger of opened) await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}
