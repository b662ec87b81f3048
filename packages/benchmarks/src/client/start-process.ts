import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Node reads the packages' sources, as in the tests: nothing has to be built. */
const execArgv = ["--conditions=@usage-billing/source"];

/** A child process that has said its first word. */
export interface StartedProcess extends Disposable {
  readonly firstMessage: unknown;
  /** Sends a message and waits for the answer to it. */
  ask(message: object): Promise<unknown>;
}

/** Waits for the next message, or for the end of a process that failed. */
async function nextMessage(child: ChildProcess, name: string): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const message = once(child, "message", { signal }).then(([value]) => value as unknown);
  const errors: Buffer[] = [];
  const hear = (chunk: Buffer): number => errors.push(chunk);
  child.stderr?.on("data", hear);
  const end = once(child, "close", { signal }).then(() => {
    throw new Error(`the process ${name} ended early:\n${Buffer.concat(errors)}`);
  });
  try {
    return await Promise.race([message, end]);
  } finally {
    waiting.abort();
    child.stderr?.off("data", hear);
    await Promise.allSettled([message, end]);
  }
}

/**
 * Starts a module of this folder in a process of its own.
 *
 * @param file - The module.
 * @param args - Its arguments.
 * @returns The process, once it has sent its first message; it ends when it is disposed of.
 */
export async function startProcess(file: string, ...args: string[]): Promise<StartedProcess> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, args, { execArgv, stdio: ["ignore", "inherit", "pipe", "ipc"] });
  const name = [file, ...args].join(" ");
  return {
    firstMessage: await nextMessage(child, name),
    ask: (message) => {
      const answer = nextMessage(child, name);
      child.send(message);
      return answer;
    },
    [Symbol.dispose]: () => child.disconnect(),
  };
}
