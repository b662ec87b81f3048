import { spawnSync } from "node:child_process";

/** A check: a name that people read and a command that fails when something is wrong. */
export interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

/**
 * Runs a check and shows its output.
 *
 * @param root - The folder to run it in.
 * @param check - The check.
 * @returns Whether it passed.
 */
export function runCheck(root: string, { name, command }: Check): boolean {
  const [program, ...args] = command;
  console.log(`\n▶ ${name}`);
  const start = performance.now();
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${status === 0 ? "✔" : "✘"} ${name}, ${seconds} s`);
  return status === 0;
}
