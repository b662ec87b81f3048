import { setTimeout as sleep } from "node:timers/promises";
import PQueue from "p-queue";
import { explainFailure } from "../connection/explain-failure.ts";
import type { WorkContext } from "../ledger/shared.ts";
import type { WorkerOptions } from "../shared-ledger.ts";
import { claimDeliveries, type HeldClaim } from "./claims.ts";
import { createFinisher, type EndedClaim, spreadRetry } from "./finish-claims.ts";
import { createHeldJobs, type HeldJobs } from "./held-jobs.ts";
import { askForPlan, planWhenAsked } from "./planning.ts";

/** How often an empty queue is asked, in milliseconds. */
const POLL_MS = 250;
/** How often it is looked whether there is something to plan, and whether there are new channels. */
const LOOK_MS = 500;
/** How often planning is enqueued in any case. */
const PLAN_MS = 30_000;
const CONCURRENCY = 16;

/** What the loops of a worker share. */
interface Work {
  readonly context: WorkContext;
  readonly options: WorkerOptions;
  readonly heldJobs: HeldJobs;
  readonly finish: (ended: EndedClaim) => Promise<void>;
  readonly report: (error: unknown) => void;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
}

/** Does something again and again until the worker is to stop; an error is reported, and it goes on. */
async function repeat(work: Work, pauseMs: number, task: () => Promise<boolean>): Promise<void> {
  const { signal } = work.options;
  while (!signal.aborted) {
    let isBusy = false;
    try {
      isBusy = await task();
    } catch (error) {
      work.report(error);
    }
    if (!isBusy) await pause(pauseMs, signal);
  }
}

function readRetryAfter(result: unknown): number | undefined {
  if (typeof result !== "object" || result === null) return undefined;
  const milliseconds: unknown = Reflect.get(result, "retryAfter");
  return typeof milliseconds === "number" ? milliseconds : undefined;
}

async function deliver(work: Work, { claim, held }: HeldClaim): Promise<void> {
  let wanted: number | undefined;
  try {
    if (!claim.signal.aborted) wanted = readRetryAfter(await work.options.deliver(claim));
  } catch (error) {
    work.report(error);
  }
  try {
    const { retryCount } = held.job.attempt;
    const stopped = work.options.signal.aborted ? 0 : undefined;
    const retryAfter = stopped ?? wanted ?? spreadRetry(retryCount, Math.random());
    await work.finish({ held: { claim, held }, retryAfter });
  } catch (error) {
    // It is handed out again when its lease is over, and found settled where it is.
    work.report(error);
  } finally {
    work.heldJobs.release(held);
  }
}

/** Works on a channel's deliveries. */
async function runDeliveries(work: Work, channel: string): Promise<void> {
  const { context, options, heldJobs } = work;
  const { concurrency = CONCURRENCY } = options;
  const tasks = new PQueue({ concurrency });
  await repeat(work, POLL_MS, async () => {
    await tasks.onSizeLessThan(Math.max(1, Math.floor(concurrency / 2)));
    const queue = await context.queue.ensure(context.kindOf(channel), channel);
    const claims = await claimDeliveries(context, heldJobs, { queue, limit: concurrency });
    for (const claim of claims) void tasks.add(() => deliver(work, claim));
    return claims.length > 0;
  });
  await tasks.onIdle();
}

/** Plans a channel's waiting records. */
async function runPlanning(work: Work, channel: string): Promise<void> {
  const { context, options, heldJobs } = work;
  let dueAt = performance.now();
  await repeat(work, LOOK_MS, async () => {
    const isDue = performance.now() >= dueAt;
    if (isDue) dueAt = performance.now() + PLAN_MS;
    await askForPlan(context, channel, isDue);
    await planWhenAsked(context, options, { channel, heldJobs });
    return false;
  });
}

/** Lists the channels that records were taken in for, by one search in the index each. */
async function listChannels({ storage }: WorkContext): Promise<readonly string[]> {
  const { lanes } = storage.tables;
  const { rows } = await storage.read((client) =>
    client.query<{ channel: string }>(
      `WITH RECURSIVE c (channel) AS (
         SELECT min(channel) FROM ${lanes}
         UNION ALL SELECT (SELECT min(channel) FROM ${lanes} l WHERE l.channel > c.channel)
         FROM c WHERE c.channel IS NOT NULL)
       SELECT channel FROM c WHERE channel IS NOT NULL`,
    ),
  );
  return rows.map(({ channel }) => channel);
}

async function runChannels(work: Work): Promise<void> {
  const { channels } = work.options;
  const begun = new Map<string, Promise<unknown>>();
  await repeat(work, LOOK_MS, async () => {
    for (const channel of channels ?? (await listChannels(work.context))) {
      if (begun.has(channel)) continue;
      const loops = [runDeliveries(work, channel), runPlanning(work, channel)];
      begun.set(channel, Promise.all(loops));
    }
    return false;
  });
  await Promise.all(begun.values());
}

/**
 * Works on deliveries and planning until it is to stop.
 *
 * @param context - The open ledger.
 * @param options - What to do with a claim.
 */
export async function runWorker(context: WorkContext, options: WorkerOptions): Promise<void> {
  const { queue, place, leaseMilliseconds } = context;
  if (context.isClosed()) throw context.storage.failure("is closed");
  const report = (error: unknown): void => {
    const explained = explainFailure(place, error);
    options.onError?.(explained);
  };
  const supervisor = await queue.supervise();
  const heldJobs = createHeldJobs({
    ...{ supervisor, leaseMilliseconds },
    stopping: options.signal,
    place: place.name,
    onError: report,
  });
  const finish = createFinisher(context);
  try {
    await runChannels({ context, options, heldJobs, finish, report });
  } finally {
    await heldJobs.stop();
    await supervisor.stop();
  }
}
