import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Figures } from "./ledger-process.ts";

const program = fileURLToPath(new URL("./ledger-process.ts", import.meta.url));

/**
 * Runs a task in a process of its own, on a ledger of its own.
 *
 * @param name - The task's module in `tasks/`.
 * @param count - How much to do.
 * @returns What it found out.
 */
export function runTask(name: string, count: number): Figures {
  const folder = mkdtempSync(join(tmpdir(), "ledger-bench-"));
  try {
    const options = ["--conditions=@usage-billing/source", program];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...options, name, String(count), join(folder, "ledger.db")],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
