import { setTimeout as sleep } from "node:timers/promises";
import type { UsageRecord } from "@usage-billing/core";
import { createRebillyChannel } from "@usage-billing/rebilly";
import { startTwin, type Twin } from "@usage-billing/twins";
import { openPostgresLedger } from "../src/open-postgres-ledger.ts";
import type { SharedLedger } from "../src/shared-ledger.ts";
import { createFailOvers, type FailOvers } from "./fail-overs.ts";
import { makeRecords, workersCatalogue } from "./input.ts";
import { judgeHoldings, type Verdict } from "./judge-holdings.ts";
import { createRandom } from "./random.ts";
import type { WorkerSettings } from "./worker-messages.ts";
import { startWorker, type WorkerProcess } from "./workers.ts";

/** What a campaign does. */
export interface WorkersCampaignOptions {
  /** An empty database. */
  readonly connectionString: string;
  readonly workers: number;
  readonly records: number;
  readonly seed: number;
  /** How many times to kill a process, and how many times to stop one for longer than its lease. */
  readonly kills: number;
  readonly pauses: number;
  /** How long from one of these to the next, in milliseconds, on average. */
  readonly interval: number;
  readonly leaseSeconds: number;
  /** How long the twin takes for each answer, in milliseconds. */
  readonly latency: number;
  /** How long it may take in all, in milliseconds. */
  readonly timeLimit: number;
}

/** What came of it. */
export interface WorkersCampaignResult extends Verdict {
  /** Records that are not accepted in the ledger. */
  readonly open: number;
  /** Where the ledger's state is not what its log gives. */
  readonly differences: number;
  readonly kills: number;
  readonly pauses: number;
  /** How many deliveries waited for another process, and how long at most, in milliseconds. */
  readonly failOvers: number;
  readonly longestFailOver: number;
  /** From the first record taken in to the last one accepted, in milliseconds. */
  readonly elapsed: number;
  /** What workers reported, each once, with how often. */
  readonly errors: ReadonlyMap<string, number>;
}

interface Scene {
  readonly options: WorkersCampaignOptions;
  readonly ledger: SharedLedger;
  readonly twin: Twin;
  readonly failOvers: FailOvers;
  readonly errors: Map<string, number>;
  readonly workers: WorkerProcess[];
}

function start({ options, twin, failOvers, errors }: Scene): WorkerProcess {
  const { apiKeys, organizationId } = workersCatalogue.rebilly;
  const settings: WorkerSettings = {
    connectionString: options.connectionString,
    leaseSeconds: options.leaseSeconds,
    concurrency: 16,
    baseUrl: twin.baseUrl,
    apiKey: apiKeys[0] ?? "",
    organizationId,
    visibilityLag: 10 * options.latency,
  };
  return startWorker(settings, {
    onClaim: (deliveryId) => failOvers.claim(deliveryId),
    onError: (message) => {
      const kind = message.replace(/\b[0-9a-f]{32}\b/g, "…");
      errors.set(kind, (errors.get(kind) ?? 0) + 1);
    },
  });
}

async function takeIn(
  { ledger, twin }: Pick<Scene, "ledger" | "twin">,
  records: readonly UsageRecord[],
): Promise<void> {
  const { apiKeys, organizationId } = workersCatalogue.rebilly;
  const { baseUrl } = twin;
  const channel = createRebillyChannel({ baseUrl, apiKey: apiKeys[0] ?? "", organizationId });
  for (let first = 0; first < records.length; first += 1_000) {
    const batch = records.slice(first, first + 1_000);
    await ledger.takeIn(
      batch.map((record) => ({ record, deliveryKey: channel.deliveryKey(record) })),
    );
  }
}

/** Stops a worker for longer than its lease, and lets it go on in the belief that no time has passed. */
async function pause(scene: Scene, worker: WorkerProcess, random: () => number): Promise<void> {
  const { leaseSeconds } = scene.options;
  scene.failOvers.lose(worker.held);
  worker.pause();
  await sleep(1_000 * leaseSeconds * (1.2 + random()));
  worker.resume();
}

interface Disturbances {
  kills: number;
  pauses: number;
}

/** Picks a worker at random: one that holds deliveries, where there is one. */
function pick(
  { workers }: Scene,
  paused: ReadonlySet<WorkerProcess>,
  random: () => number,
): WorkerProcess | undefined {
  const awake = workers.filter((worker) => !paused.has(worker));
  const holding = awake.filter(({ held }) => held.size > 0);
  const candidates = holding.length > 0 ? holding : awake;
  return candidates[Math.floor(random() * candidates.length)];
}

/** Waits for the first claim: processes take longer to start on a busy machine. */
async function awaitClaim({ workers }: Scene, isOver: () => boolean): Promise<void> {
  while (!isOver() && workers.every(({ held }) => held.size === 0)) await sleep(20);
}

/** Kills and stops workers at random until there is nothing left to do. */
async function disturb(scene: Scene, isOver: () => boolean): Promise<Disturbances> {
  const { kills, pauses, interval, seed } = scene.options;
  const random = createRandom(seed);
  const done: Disturbances = { kills: 0, pauses: 0 };
  const paused = new Set<WorkerProcess>();
  const waits: Promise<void>[] = [];
  await awaitClaim(scene, isOver);
  while (!isOver() && done.kills + done.pauses < kills + pauses) {
    await sleep(interval * (0.4 + 1.2 * random()));
    const isKill = random() * (kills + pauses) < kills;
    const worker = pick(scene, paused, random);
    if (worker === undefined || isOver()) continue;
    if (isKill && done.kills < kills) {
      done.kills += 1;
      scene.failOvers.lose(worker.held);
      await worker.kill();
      scene.workers[scene.workers.indexOf(worker)] = start(scene);
    } else if (!isKill && done.pauses < pauses && paused.size < scene.workers.length / 2) {
      done.pauses += 1;
      paused.add(worker);
      waits.push(pause(scene, worker, random).finally(() => paused.delete(worker)));
    }
  }
  await Promise.all(waits);
  return done;
}

async function awaitEnd(scene: Scene): Promise<number> {
  const { timeLimit, records } = scene.options;
  const begun = performance.now();
  for (;;) {
    const accepted = await scene.ledger.sums({ states: ["accepted"] });
    const count = accepted.reduce((sum, line) => sum + line.count, 0);
    if (count === records || performance.now() - begun > timeLimit)
      return performance.now() - begun;
    await sleep(250);
  }
}

async function play(scene: Scene): Promise<WorkersCampaignResult> {
  const { options, ledger, twin, failOvers, errors, workers } = scene;
  const records = makeRecords(options.records);
  for (let number = 0; number < options.workers; number += 1) workers.push(start(scene));
  await Promise.all(workers.map(({ ready }) => ready));
  let isOver = false;
  const ended = awaitEnd(scene).finally(() => {
    isOver = true;
  });
  const [elapsed, done] = await Promise.all([
    ended,
    disturb(scene, () => isOver),
    takeIn(scene, records),
  ]);
  await Promise.all(workers.map((worker) => worker.end()));
  const { differenceCount } = await ledger.verify();
  const accepted = await ledger.sums({ states: ["accepted"] });
  return {
    ...judgeHoldings(records, twin.usage()),
    ...done,
    open: options.records - accepted.reduce((sum, { count }) => sum + count, 0),
    differences: differenceCount,
    failOvers: failOvers.times.length,
    longestFailOver: Math.max(0, ...failOvers.times),
    elapsed,
    errors,
  };
}

/**
 * Lets processes that share a ledger report to a twin while they are killed and stopped at random.
 *
 * @param options - How many of everything.
 * @returns What the twin holds compared with the input, and how long fail-overs took.
 */
export async function runWorkersCampaign(
  options: WorkersCampaignOptions,
): Promise<WorkersCampaignResult> {
  const { connectionString, leaseSeconds, latency } = options;
  const ledger = await openPostgresLedger({ connectionString, leaseSeconds });
  const twin = await startTwin("rebilly", { catalogue: workersCatalogue });
  if (latency > 0) twin.arm({ kind: "delay", times: 1_000_000_000, milliseconds: latency });
  const workers: WorkerProcess[] = [];
  const scene = { options, ledger, twin, workers, failOvers: createFailOvers(), errors: new Map() };
  try {
    return await play(scene);
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await twin.close();
    await ledger.close();
  }
}
