import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "@usage-billing/ledger";

/**
 * Works with a ledger in a folder of its own, in memory where the system has such a file system.
 *
 * @param work - What to do with it; the ledger is closed and removed afterwards.
 * @returns What the work gives.
 */
export async function withTemporaryLedger<Result>(
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  const root = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();
  const folder = mkdtempSync(join(root, "statement-test-"));
  const ledger = openLedger(join(folder, "ledger.db"), { now: () => Date.UTC(2026, 10, 2) });
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
    rmSync(folder, { recursive: true });
  }
}
