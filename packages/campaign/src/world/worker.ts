import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ChildMessage, Job, JobResult, ParentMessage } from "../child/job.ts";

/** Answers what a process asks while it works. */
export type Answer = (
  message: Extract<ChildMessage, { kind: "arm" | "requests" | "sleep" }>,
) => Promise<number>;

/** A process that lives one life after the other, until it is killed. */
export interface Worker {
  /** Whether it can take another job. */
  readonly isAlive: boolean;
  /** Lets it live a life; gives nothing back when it was killed. */
  run(job: Job, answer: Answer): Promise<JobResult | undefined>;
  /** Ends it. */
  end(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../child/main.ts", import.meta.url));

function start(): ChildProcess {
  return spawn(process.execPath, ["--conditions=@usage-billing/source", MAIN], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "json",
  });
}

/** What a process says when it fails, which is a defect of the campaign or of what it tries. */
function failure(code: number | null, words: string): Error {
  return new Error(`the process ended with ${code}: ${words.trim()}`);
}

class ChildWorker implements Worker {
  readonly #child: ChildProcess;
  readonly #ready: Promise<void>;
  readonly #exit: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  #words = "";
  #onMessage: (message: ChildMessage) => void = () => {};
  isAlive = true;

  constructor() {
    const ready = Promise.withResolvers<void>();
    this.#child = start();
    this.#ready = ready.promise;
    this.#child.stderr?.on("data", (piece) => {
      this.#words += String(piece);
    });
    this.#child.on("message", (message) => {
      if ((message as ChildMessage).kind === "ready") ready.resolve();
      else this.#onMessage(message as ChildMessage);
    });
    this.#exit = new Promise((resolve) => {
      this.#child.once("close", (code, signal) => {
        this.isAlive = false;
        resolve({ code, signal });
        // Who waits for it to be ready goes on and finds it gone.
        ready.resolve();
      });
    });
  }

  async run(job: Job, answer: Answer): Promise<JobResult | undefined> {
    await this.#ready;
    const done = Promise.withResolvers<JobResult>();
    this.#onMessage = (message) => {
      if (message.kind === "done") done.resolve(message.result);
      else if (message.kind !== "ready") this.#reply(message, answer).catch(done.reject);
    };
    this.#say({ kind: "job", job });
    const result = await Promise.race([done.promise, this.#exit]);
    if ("steps" in result) return result;
    if (result.signal === "SIGKILL") return undefined;
    throw failure(result.code, this.#words);
  }

  async #reply(message: Parameters<Answer>[0], answer: Answer): Promise<void> {
    const now = await answer(message);
    if (message.kind !== "requests") this.#say({ kind: "go-on", id: message.id, now });
  }

  #say(message: ParentMessage): void {
    // A process that is being killed can no longer be spoken with, and need not be.
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  async end(): Promise<void> {
    // It is between two lives and holds nothing, so there is nothing to wait for.
    this.#child.kill("SIGKILL");
    await this.#exit;
  }
}

/**
 * Starts a process.
 *
 * @returns The process, which gets ready on its own.
 */
export function startWorker(): Worker {
  return new ChildWorker();
}
