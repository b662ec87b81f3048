import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultKind } from "@usage-billing/twins";
import type { ChannelName } from "../channel-name.ts";
import type { Defect, Job, JobResult, KillPoint, PlannedFault, Task } from "../child/job.ts";
import type { InputPlan } from "../input/make-records.ts";
import type { World } from "../world/start-world.ts";
import type { Answer } from "../world/worker.ts";
import type { WorkerPool } from "../world/worker-pool.ts";

/** What happened while a scene was played. */
export interface Tally {
  lives: number;
  kills: number;
  requests: Record<ChannelName, number>;
  /** POSTs of lives that were not killed. */
  posts: number;
  failedRequests: number;
  /** Faults that were armed, by kind. */
  faults: Partial<Record<FaultKind, number>>;
}

/** One ledger, the twins, and what was played with them. */
export interface Scene {
  readonly world: World;
  readonly input: InputPlan;
  readonly channels: readonly ChannelName[];
  readonly ledgerFile: string;
  readonly tally: Tally;
  /** Lives a life; gives nothing back when the process was killed. */
  live(life: Life): Promise<JobResult | undefined>;
  /** Removes the ledger and empties the twins. */
  remove(): void;
}

/** One life of a process. */
export interface Life {
  readonly task: Task;
  readonly channels?: readonly ChannelName[];
  readonly faults?: Readonly<Partial<Record<ChannelName, readonly PlannedFault[]>>>;
  readonly kill?: KillPoint | undefined;
}

/** What a scene is set with. */
export interface Setting {
  readonly world: World;
  readonly pool: WorkerPool;
  readonly input: InputPlan;
  readonly channels: readonly ChannelName[];
  readonly concurrency?: number;
  /** The longest wait for an answer, in milliseconds; 400 by default. */
  readonly timeout?: number;
  readonly defect?: Defect | undefined;
}

/** Answers a life's questions, and counts what it tells. */
function createAnswer(
  { clock, twins }: World,
  tally: Tally,
  seen: Record<ChannelName, number>,
): Answer {
  return async (message) => {
    switch (message.kind) {
      case "sleep":
        return clock.advance(message.milliseconds);
      case "requests":
        seen[message.channel] = message.count;
        return clock.now();
      case "arm": {
        const { channel, fault, request } = message;
        twins[channel].arm(fault);
        seen[channel] = Math.max(seen[channel], request);
        tally.faults[fault.kind] = (tally.faults[fault.kind] ?? 0) + 1;
        return clock.now();
      }
    }
  };
}

function toJob(setting: Setting, ledgerFile: string, life: Life): Job {
  const { world, input, channels, concurrency = 8, timeout = 400, defect } = setting;
  const { connect, rebilly, twocheckout } = world.twins;
  return {
    task: life.task,
    input,
    channels: life.channels ?? channels,
    ledgerFile,
    baseUrls: {
      connect: connect.baseUrl,
      rebilly: rebilly.baseUrl,
      twocheckout: twocheckout.baseUrl,
    },
    now: world.clock.now(),
    concurrency,
    timeout,
    faults: life.faults ?? {},
    ...(life.kill === undefined ? {} : { kill: life.kill }),
    ...(defect === undefined ? {} : { defect }),
  };
}

/**
 * Sets a scene with a ledger of its own.
 *
 * @param setting - World, processes and input.
 * @returns The scene.
 */
export function createScene(setting: Setting): Scene {
  const { world, pool, input, channels } = setting;
  const folder = mkdtempSync(join(tmpdir(), "campaign-"));
  const ledgerFile = join(folder, "ledger.db");
  const tally: Tally = {
    ...{ lives: 0, kills: 0, posts: 0, failedRequests: 0, faults: {} },
    requests: { connect: 0, rebilly: 0, twocheckout: 0 },
  };
  return {
    ...{ world, input, channels, ledgerFile, tally },
    live: async (life) => {
      const seen = { connect: 0, rebilly: 0, twocheckout: 0 };
      const job = toJob(setting, ledgerFile, life);
      const result = await pool.run(job, createAnswer(world, tally, seen));
      tally.lives += 1;
      if (result === undefined) tally.kills += 1;
      tally.posts += result?.posts ?? 0;
      tally.failedRequests += result?.failedRequests ?? 0;
      const requests = result?.requests ?? seen;
      for (const channel of channels) tally.requests[channel] += requests[channel];
      return result;
    },
    remove: () => {
      world.reset();
      rmSync(folder, { recursive: true });
    },
  };
}
