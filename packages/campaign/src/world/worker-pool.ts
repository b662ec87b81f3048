import type { Job, JobResult } from "../child/job.ts";
import { type Answer, startWorker, type Worker } from "./worker.ts";

/** Processes that take turns: a new one is made ready while another works. */
export interface WorkerPool {
  /** Lets a process live a life; gives nothing back when it was killed. */
  run(job: Job, answer: Answer): Promise<JobResult | undefined>;
  /** How many processes were killed so far. */
  readonly kills: number;
  close(): Promise<void>;
}

/**
 * Makes a pool.
 *
 * @param spares - How many processes to hold ready beside the one that works.
 * @returns The pool; close it.
 */
export function createWorkerPool(spares = 1): WorkerPool {
  let workers: Worker[] = [];
  let kills = 0;

  function take(): Worker {
    workers = workers.filter(({ isAlive }) => isAlive);
    while (workers.length <= spares) workers.push(startWorker());
    const [worker] = workers.splice(0, 1);
    if (worker === undefined) throw new Error("there is no process");
    return worker;
  }

  return {
    get kills() {
      return kills;
    },
    run: async (job, answer) => {
      const worker = take();
      const result = await worker.run(job, answer);
      if (result === undefined) kills += 1;
      else workers.unshift(worker);
      return result;
    },
    close: async () => {
      await Promise.all(workers.map((worker) => worker.end()));
      workers = [];
    },
  };
}
