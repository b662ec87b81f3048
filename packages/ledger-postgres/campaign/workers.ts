import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { WorkerSays, WorkerSettings } from "./worker-messages.ts";

/** A worker in a process of its own. */
export interface WorkerProcess {
  /** The deliveries that it works on, as far as it told. */
  readonly held: ReadonlySet<string>;
  /** Resolves when it is at work. */
  readonly ready: Promise<void>;
  /** Stops it where it is, as the operating system stops a process: it does not notice. */
  pause(): void;
  /** Lets it go on. */
  resume(): void;
  /** Ends it where it is. */
  kill(): Promise<void>;
  /** Asks it to end and waits. */
  end(): Promise<void>;
}

/** What is told of a worker's claims. */
export interface WorkerEvents {
  readonly onClaim: (deliveryId: string, token: number) => void;
  readonly onError: (message: string) => void;
}

async function finish(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}

/**
 * Starts a worker.
 *
 * @param settings - What it works with.
 * @param events - Is told of its claims.
 * @returns The worker.
 */
export function startWorker(settings: WorkerSettings, events: WorkerEvents): WorkerProcess {
  const child = fork(new URL("./worker-process.ts", import.meta.url), [JSON.stringify(settings)], {
    execArgv: ["--conditions=@usage-billing/source", "--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const held = new Set<string>();
  const ready = Promise.withResolvers<void>();
  child.once("exit", () => ready.reject(new Error("the worker ended before it was ready")));
  child.on("message", (message: WorkerSays) => {
    if (message.kind === "ready") ready.resolve();
    else if (message.kind === "error") events.onError(message.message);
    else if (message.kind === "ended") held.delete(message.deliveryId);
    else {
      held.add(message.deliveryId);
      events.onClaim(message.deliveryId, message.token);
    }
  });
  ready.promise.catch(() => undefined); // Whoever waits for it is told.
  return {
    held,
    ready: ready.promise,
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    kill: () => finish(child, "SIGKILL"),
    end: () => finish(child, "SIGTERM"),
  };
}
