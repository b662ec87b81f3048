import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";

const MEMORY = "/dev/shm";

/** In memory where the system has it: these tests open thousands of ledgers, and none of them is about the disk. */
const BASE = existsSync(MEMORY) ? MEMORY : tmpdir();

/** A ledger in a folder of its own that can be closed and opened again, as after a crash. */
export interface TemporaryLedger {
  readonly ledger: Ledger;
  reopen(): Promise<Ledger>;
  remove(): Promise<void>;
}

/** Makes a ledger that a test removes. */
export function createTemporaryLedger(): TemporaryLedger {
  const folder = mkdtempSync(join(BASE, "reporter-test-"));
  const file = join(folder, "ledger.db");
  let ledger = openLedger(file);
  return {
    get ledger() {
      return ledger;
    },
    reopen: async () => {
      await ledger.close();
      ledger = openLedger(file);
      return ledger;
    },
    remove: async () => {
      await ledger.close();
      rmSync(folder, { recursive: true });
    },
  };
}
