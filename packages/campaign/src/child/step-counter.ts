import type { KillPoint } from "./job.ts";

/** Counts what a process does that reaches the ledger or a channel, and ends the process at a point. */
export interface StepCounter {
  /** The names of all steps so far. */
  readonly names: readonly string[];
  /** Does one step. */
  step<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
}

/** Ends this process as if the power failed; nothing that comes after it is done. */
function die(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal comes from the system at its own time, and no step may be done until then.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error("the process has outlived its death");
}

/**
 * Makes a counter.
 *
 * @param kill - Where the process is to be killed, if it is.
 * @returns The counter.
 */
export function createStepCounter(kill?: KillPoint): StepCounter {
  const names: string[] = [];
  return {
    names,
    step: async (name, work) => {
      names.push(name);
      const isLast = names.length === kill?.step;
      if (isLast && kill.when === "before") die();
      try {
        return await work();
      } finally {
        if (isLast) die();
      }
    },
  };
}
