import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
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

const sources = fileURLToPath(new URL("./workbook-process.ts", import.meta.url));
const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

function start(options: readonly string[], { name, rows, file }: Task): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...options, name, String(rows), file],
    { encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
  return stdout;
}

/**
 * Builds the tasks.
 *
 * @returns The folder of the programs; to be removed by the caller.
 */
export function buildTasks(): string {
  const folder = mkdtempSync(join(modules, ".workbook-bench-"));
  const options = ["--conditions=@usage-billing/source", sources];
  start(options, { name: "build-tasks", rows: 0, file: folder });
  return folder;
}

/**
 * Runs a task in a process of its own.
 *
 * @param programs - Where the built tasks are.
 * @param task - The task.
 * @returns What it took, without the start of the process.
 */
export function measure(programs: string, task: Task): Measurement {
  return JSON.parse(start([join(programs, "workbook-process.js")], task));
}
