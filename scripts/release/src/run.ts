import { spawn } from "node:child_process";

/** A command: a program and its arguments. */
export type Command = readonly [string, ...string[]];

/** Where a command runs. */
export interface RunOptions {
  readonly cwd: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** After how many milliseconds it is ended; five minutes unless told. */
  readonly timeout?: number;
}

/**
 * Runs a command to its end.
 *
 * @param command - The program and its arguments.
 * @param options - Where it runs.
 * @returns What it wrote to its standard output.
 * @throws An error with everything that it wrote, when it fails.
 */
export function run(command: Command, options: RunOptions): Promise<string> {
  const [program, ...args] = command;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: options.timeout ?? 300_000,
    shell: process.platform === "win32",
  });
  const output = { all: "", standard: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output.all += text;
    output.standard += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output.all += text;
  });
  child.on("error", reject);
  child.on("close", (status) => {
    if (status === 0) resolve(output.standard);
    else reject(new Error(`${command.join(" ")} ended with ${status}\n${output.all.trim()}`));
  });
  return promise;
}
