import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a task took. */
export interface Measurement {
  readonly seconds: number;
  /** The most memory that its process had. */
  readonly megabytes: number;
}

/** A task and how much of it to do. */
export interface Task {
  /** Its module in `tasks/`. */
  readonly name: string;
  readonly rows: number;
  /** What it reads or writes. */
  readonly file: string;
}

const main = fileURLToPath(new URL("./workbook-process.ts", import.meta.url));

/**
 * Runs a task in a process of its own.
 *
 * @param task - The task.
 * @returns What it took, without the start of the process.
 */
export function measure({ name, rows, file }: Task): Measurement {
  const options = ["--conditions=@usage-billing/source", main, name, String(rows), file];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
