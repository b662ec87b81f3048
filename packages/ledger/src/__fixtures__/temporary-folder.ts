import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "../index.ts";

/**
 * Makes a folder in memory where the system has such a file system: what the tests ask of a disk,
 * they ask of the files, and nothing here stops the machine.
 */
export function makeFolder(): string {
  const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  return mkdtempSync(join(root, "ledger-test-"));
}

/** A folder for a test's ledgers. */
export interface TemporaryFolder {
  readonly file: string;
  /** Opens the folder's ledger; it is closed when the folder is removed. */
  open(): Ledger;
  remove(): Promise<void>;
}

/** Makes a folder that a test removes; the clock stands still by default. */
export function createTemporaryFolder(now: () => number = () => 60_000): TemporaryFolder {
  const folder = makeFolder();
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
