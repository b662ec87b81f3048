import type { WorkContext } from "../ledger/shared.ts";
import type { TakenJob } from "../queue/delivery-queue.ts";
import type { WorkerOptions } from "../shared-ledger.ts";
import type { HeldJob, HeldJobs } from "./held-jobs.ts";
import { readClocks, systemClocks } from "./lease.ts";

/** How many deliveries may be open before planning waits for them. */
const MAXIMUM_OPEN = 10_000;
/** Planning begins again when there are fewer. */
const FEW_OPEN = MAXIMUM_OPEN / 2;

interface Count {
  readonly count: string;
}

async function countOpen({ storage }: WorkContext, channel: string): Promise<number> {
  const { rows } = await storage.read((client) =>
    client.query<Count>(
      `SELECT count(*) AS count FROM (SELECT FROM ${storage.tables.deliveries}
         WHERE channel = $1 AND state <> 'settled' LIMIT ${MAXIMUM_OPEN}) o`,
      [channel],
    ),
  );
  return Number(rows[0]?.count);
}

async function hasWaiting({ storage }: WorkContext, channel: string): Promise<boolean> {
  const { records } = storage.tables;
  const { rows } = await storage.read((client) =>
    client.query(`SELECT FROM ${records} WHERE channel = $1 AND state = 'waiting' LIMIT 1`, [
      channel,
    ]),
  );
  return rows.length > 0;
}

/**
 * Enqueues the planning of a channel where there is something to plan, once however many processes ask for it.
 *
 * @param context - The open ledger.
 * @param channel - The channel.
 * @param isDue - Whether to enqueue it in any case, because it also puts back deliveries that are in no queue.
 */
export async function askForPlan(
  context: WorkContext,
  channel: string,
  isDue: boolean,
): Promise<void> {
  const { queue, storage } = context;
  const isNeeded = async () =>
    (await hasWaiting(context, channel)) && (await countOpen(context, channel)) < FEW_OPEN;
  if (!isDue && !(await isNeeded())) return;
  const name = await queue.ensure("plan", channel);
  await storage.write((client) =>
    queue.enqueue(name, [{ subject: channel, key: channel }], client),
  );
}

/** Puts open deliveries into the queue that are not there, as after a restore without the queue's schema. */
async function enqueueOpen(context: WorkContext, channel: string): Promise<void> {
  const { storage, queue } = context;
  const name = await queue.ensure(context.kindOf(channel), channel);
  await storage.write(async (client) => {
    const { rows } = await client.query<{ subject: string; key: string }>(
      `SELECT id AS subject, delivery_key AS key FROM ${storage.tables.deliveries}
       WHERE channel = $1 AND state <> 'settled' ORDER BY sequence`,
      [channel],
    );
    if (rows.length > 0) await queue.enqueue(name, rows, client);
  });
}

async function raiseToken({ storage }: WorkContext, channel: string): Promise<string> {
  const { rows } = await storage.write((client) =>
    client.query<{ token: string }>(
      `INSERT INTO ${storage.tables.plans} AS p (channel, token) VALUES ($1, 1)
       ON CONFLICT (channel) DO UPDATE SET token = p.token + 1 RETURNING token`,
      [channel],
    ),
  );
  return rows[0]?.token ?? "";
}

async function plan(context: WorkContext, options: WorkerOptions, held: HeldJob): Promise<void> {
  const { storage } = context;
  const channel = held.job.subject;
  const token = await raiseToken(context, channel);
  await enqueueOpen(context, channel);
  if (!(await hasWaiting(context, channel))) return;
  const enough = new AbortController();
  const ledger = context.view({
    guard: {
      statement: {
        text: `SELECT FROM ${storage.tables.plans} WHERE channel = $1 AND token = $2 FOR UPDATE`,
        values: [channel, token],
      },
      refuse: () => storage.failure(`has handed out the planning of ${channel} again`),
    },
    onIntents: async () => {
      if ((await countOpen(context, channel)) >= MAXIMUM_OPEN) enough.abort();
    },
  });
  const signal = AbortSignal.any([held.signal, enough.signal]);
  await options.plan(channel, { channel, ledger, signal });
}

async function removeJob({ storage, queue }: WorkContext, job: TakenJob): Promise<void> {
  await storage.write((client) => queue.finish(job.queue, [job.attempt], client));
}

/**
 * Plans a channel's waiting records when its planning was enqueued and no other process has taken it.
 *
 * @param context - The open ledger.
 * @param options - What plans.
 * @param work - The channel, and where the job is noted.
 */
export async function planWhenAsked(
  context: WorkContext,
  options: WorkerOptions,
  work: { readonly channel: string; readonly heldJobs: HeldJobs },
): Promise<void> {
  const { queue } = context;
  const takenAfter = readClocks(systemClocks);
  const [job] = await queue.take(await queue.ensure("plan", work.channel), 1);
  if (job === undefined) return;
  const held = work.heldJobs.hold(job, takenAfter);
  try {
    await plan(context, options, held);
  } finally {
    work.heldJobs.release(held);
    // Whatever became of it, it is asked for again while there is something to plan.
    await removeJob(context, job);
  }
}
