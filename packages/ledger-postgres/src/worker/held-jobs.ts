import { LedgerError } from "@usage-billing/ledger";
import type { Supervisor, TakenJob } from "../queue/delivery-queue.ts";
import { createLease, type Lease, type Reading, readClocks, systemClocks } from "./lease.ts";

/** A job that this process works on, and the time for which it is its own. */
export interface HeldJob {
  readonly job: TakenJob;
  readonly lease: Lease;
  /** Is aborted when the job is lost or the worker is to stop. */
  readonly signal: AbortSignal;
  /** Throws when the job may be another process's by now. */
  assertHeld(): void;
}

interface Held extends HeldJob {
  readonly lose: () => void;
}

/** The jobs that this process works on; signs of life are given for all of them. */
export interface HeldJobs {
  /** Takes note of a job, which was taken after a reading of the clocks. */
  hold(job: TakenJob, takenAfter: Reading): HeldJob;
  /** No sign of life is given for it any more. */
  release(held: HeldJob): void;
  /** Ends the signs of life. */
  stop(): Promise<void>;
}

/** What {@link createHeldJobs} works with. */
export interface HeldJobsOptions {
  readonly supervisor: Supervisor;
  readonly leaseMilliseconds: number;
  readonly stopping: AbortSignal;
  readonly place: string;
  readonly onError: (error: unknown) => void;
}

/** How much of a lease is left unused, for clocks that do not go at the same pace. */
const MARGIN = 0.1;

function createHold(options: HeldJobsOptions): (job: TakenJob, takenAfter: Reading) => Held {
  const { leaseMilliseconds, stopping, place } = options;
  return (job, takenAfter) => {
    const lost = new AbortController();
    const lease = createLease(leaseMilliseconds * (1 - MARGIN), takenAfter);
    return {
      ...{ job, lease },
      signal: AbortSignal.any([lost.signal, stopping]),
      lose: () => lost.abort(),
      assertHeld: () => {
        if (!lost.signal.aborted && !lease.isOver()) return;
        lost.abort();
        throw new LedgerError(
          place,
          `has handed out ${job.subject} again: the claim of this process was lost`,
        );
      },
    };
  };
}

/** Gives a sign of life for all jobs of one queue. */
async function keepQueue(
  { supervisor }: HeldJobsOptions,
  queue: string,
  jobs: readonly Held[],
): Promise<void> {
  const sentAfter = readClocks(systemClocks);
  const kept = await supervisor.keep(
    queue,
    jobs.map(({ job }) => job.attempt),
  );
  const ids = new Set(kept.map(({ id }) => id));
  for (const held of jobs) {
    if (ids.has(held.job.attempt.id)) held.lease.renew(sentAfter);
    else held.lose();
  }
}

function byQueue(held: Iterable<Held>): Map<string, Held[]> {
  const groups = new Map<string, Held[]>();
  for (const one of held) {
    const { queue } = one.job;
    groups.set(queue, [...(groups.get(queue) ?? []), one]);
  }
  return groups;
}

/**
 * Keeps the jobs that this process works on with it, by a sign of life several times in a lease.
 *
 * @param options - What gives the signs of life, and how long one holds.
 * @returns The jobs.
 */
export function createHeldJobs(options: HeldJobsOptions): HeldJobs {
  const { leaseMilliseconds, onError } = options;
  const held = new Map<HeldJob, Held>();
  const hold = createHold(options);
  let pass: Promise<void> | undefined;

  async function keepAll(): Promise<void> {
    for (const [queue, jobs] of byQueue(held.values())) {
      const still = jobs.filter((one) => held.has(one));
      try {
        if (still.length > 0) await keepQueue(options, queue, still);
      } catch (error) {
        // The leases run out by themselves.
        onError(error);
      }
      for (const one of still) if (one.lease.isOver()) one.lose();
    }
  }

  const timer = setInterval(() => {
    pass ??= keepAll().finally(() => {
      pass = undefined;
    });
  }, leaseMilliseconds / 5);

  return {
    hold: (job, takenAfter) => {
      const one = hold(job, takenAfter);
      held.set(one, one);
      return one;
    },
    release: (one) => held.delete(one),
    stop: async () => {
      clearInterval(timer);
      await pass;
    },
  };
}
