import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";

/** A ledger in a folder of its own that can be closed and opened again, as after a crash. */
export interface TemporaryLedger {
  readonly ledger: Ledger;
  reopen(): Promise<Ledger>;
  remove(): Promise<void>;
}

/** Makes a ledger that a test removes. */
export function createTemporaryLedger(): TemporaryLedger {
  const folder = mkdtempSync(join(tmpdir(), "reporter-test-"));
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
