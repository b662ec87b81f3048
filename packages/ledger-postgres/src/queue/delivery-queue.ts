import { hash } from "node:crypto";
import { Pool, type PoolClient } from "pg";
import { type Db, PgBoss } from "pg-boss";
import { toQueueName } from "./queue-name.ts";

/** Enough for every attempt that a job may need: it never fails for good. */
const RETRY_LIMIT = 2_000_000_000;
/** The longest that the engine allows, in seconds: an attempt is ended by its heartbeat, not by this. */
const EXPIRE_SECONDS = 23 * 60 * 60;
/** Ten years in seconds: a job waits until it is done. */
const RETENTION_SECONDS = 10 * 365 * 24 * 60 * 60;

/** What is handed out to workers. */
export type JobKind = "deliver" | "deliver-in-order" | "plan";

/** The engine's rule for each kind: in order means one at a time for each delivery key, and the next only after it. */
const POLICIES: Readonly<Record<JobKind, string>> = {
  deliver: "standard",
  "deliver-in-order": "key_strict_fifo",
  plan: "exclusive",
};

/** One handing out of a job: when it is handed out again, the number is another, and calls with this one do nothing. */
export interface JobAttempt {
  readonly id: string;
  readonly retryCount: number;
}

/** A job to enqueue: what it is about, and the key that puts it in a line with others. */
export interface NewJob {
  readonly subject: string;
  readonly key: string;
}

/** A job that was handed out to this process. */
export interface TakenJob {
  readonly queue: string;
  readonly attempt: JobAttempt;
  /** What it is about. */
  readonly subject: string;
}

/** The queue engine, as much of it as a ledger needs. Every call can take part in a transaction. */
export interface DeliveryQueue {
  /** Makes the queue of a channel unless it is there. */
  ensure(kind: JobKind, channel: string): Promise<string>;
  /** Enqueues jobs; one about the same subject that is there already stays as it is. */
  enqueue(queue: string, jobs: readonly NewJob[], client: PoolClient): Promise<void>;
  /** Hands out jobs. */
  take(queue: string, limit: number): Promise<readonly TakenJob[]>;
  /** Removes jobs that are done. */
  finish(queue: string, attempts: readonly JobAttempt[], client: PoolClient): Promise<void>;
  /** Puts a job back, to be handed out again after some seconds. */
  defer(job: TakenJob, seconds: number, client: PoolClient): Promise<void>;
  /** Begins to give signs of life, and to take back every second what processes without any had taken. */
  supervise(): Promise<Supervisor>;
  stop(): Promise<void>;
}

/** What keeps jobs with their processes, on connections that nothing else waits for. */
export interface Supervisor {
  /** Says that this process is at work on jobs; gives those that are still its own. */
  keep(queue: string, attempts: readonly JobAttempt[]): Promise<readonly JobAttempt[]>;
  stop(): Promise<void>;
}

function toDb(client: Pick<PoolClient, "query">): Db {
  return { executeSql: (text, values) => client.query(text, values as unknown[]) };
}

/** The same subject has the same job id, so that it cannot be in a queue twice. */
function toJobId(queue: string, subject: string): string {
  const digits = hash("sha256", `${queue}\n${subject}`, "hex");
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** How the engine is opened. */
export interface QueueOptions {
  readonly pool: Pool;
  /** The schema that the engine's tables are in. */
  readonly schema: string;
  /** How many seconds a job stays with a process that gives no sign of life. */
  readonly leaseSeconds: number;
  /** Is told what goes wrong in the engine's background work. */
  readonly onError: (error: Error) => void;
}

function createEngine(options: QueueOptions, isSupervisor: boolean): PgBoss {
  const engine = new PgBoss({
    db: toDb(options.pool),
    schema: options.schema,
    schedule: false,
    supervise: isSupervisor,
    migrate: !isSupervisor,
    createSchema: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  engine.on("error", options.onError);
  return engine;
}

/** Makes queues by the engine's SQL function: its JavaScript takes no heartbeat under ten seconds. */
function createMaker(options: QueueOptions): DeliveryQueue["ensure"] {
  const known = new Set<string>();
  return async (kind, channel) => {
    const queue = toQueueName(kind, channel);
    if (known.has(queue)) return queue;
    const settings = {
      policy: POLICIES[kind],
      retryLimit: RETRY_LIMIT,
      retryDelay: 0,
      expireInSeconds: EXPIRE_SECONDS,
      retentionSeconds: RETENTION_SECONDS,
      heartbeatSeconds: options.leaseSeconds,
    };
    const sql = `SELECT ${options.schema}.create_queue($1, $2)`;
    await options.pool.query(sql, [queue, JSON.stringify(settings)]);
    known.add(queue);
    return queue;
  };
}

type Steps = Pick<DeliveryQueue, "defer" | "enqueue" | "finish" | "take">;

function createSteps(engine: PgBoss): Steps {
  return {
    enqueue: async (queue, jobs, client) => {
      const rows = jobs.map(({ subject, key }) => ({
        id: toJobId(queue, subject),
        data: { subject },
        singletonKey: key,
      }));
      await engine.insert(queue, rows, { db: toDb(client) });
    },
    take: async (queue, limit) => {
      const jobs = await engine.fetch<{ subject: string }>(queue, { batchSize: limit });
      return jobs.map(({ id, retryCount, data: { subject } }) => ({
        queue,
        attempt: { id, retryCount },
        subject,
      }));
    },
    finish: async (queue, attempts, client) => {
      await engine.deleteJob(queue, [...attempts], { db: toDb(client) });
    },
    defer: async ({ queue, attempt }, seconds, client) => {
      const db = toDb(client);
      await engine.fail(queue, attempt, null, { db });
      await engine.update(queue, undefined, { id: attempt.id, startAfter: seconds, db });
    },
  };
}

function createKeep(engine: PgBoss): Supervisor["keep"] {
  async function isKept(queue: string, attempts: readonly JobAttempt[]): Promise<boolean> {
    const response = await engine.touch(queue, [...attempts]);
    // Its documentation names "affected"; its types leave it out.
    return Reflect.get(response, "affected") === attempts.length;
  }

  return async (queue, attempts) => {
    if (await isKept(queue, attempts)) return attempts;
    const kept: JobAttempt[] = [];
    for (const attempt of attempts) if (await isKept(queue, [attempt])) kept.push(attempt);
    return kept;
  };
}

/** A pool like another one; what the driver hides when options are copied is named. */
function createPoolLike({ options }: Pool, connections: number): Pool {
  const { password } = options;
  const pool = new Pool({
    ...options,
    ...(password === undefined ? {} : { password }),
    max: connections,
  });
  pool.on("error", () => undefined); // The next query reports it.
  return pool;
}

async function startSupervisor(options: QueueOptions): Promise<Supervisor> {
  const pool = createPoolLike(options.pool, 2);
  const engine = createEngine({ ...options, pool }, true);
  await engine.start();
  return {
    keep: createKeep(engine),
    stop: async () => {
      await engine.stop({ graceful: false, close: false });
      await pool.end();
    },
  };
}

/**
 * Starts the queue engine on a pool, and fills its schema, which is there, or upgrades it.
 *
 * @param options - Pool and schema.
 * @returns The queues.
 */
export async function openQueue(options: QueueOptions): Promise<DeliveryQueue> {
  const engine = createEngine(options, false);
  await engine.start();
  return {
    ensure: createMaker(options),
    ...createSteps(engine),
    supervise: () => startSupervisor(options),
    stop: () => engine.stop({ graceful: false, close: false }),
  };
}
