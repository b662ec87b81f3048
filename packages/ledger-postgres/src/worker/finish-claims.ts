import type { PoolClient } from "pg";
import type { WorkContext } from "../ledger/shared.ts";
import type { HeldClaim } from "./claims.ts";

/** A claim that was worked on. */
export interface EndedClaim {
  readonly held: HeldClaim;
  /** In how many milliseconds to hand it out again at the earliest, unless it is settled. */
  readonly retryAfter: number;
}

interface StateRow {
  readonly id: string;
  readonly token: string;
  readonly state: string;
}

/** The longest distance between two attempts, in milliseconds. */
const LONGEST_RETRY_MS = 300_000;

/**
 * Gives the distance to the next attempt, twice as long each time, and never the same for two deliveries that
 * failed together.
 *
 * @param attempts - How many there were.
 * @param random - A number from 0 to 1.
 * @returns Milliseconds.
 */
export function spreadRetry(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_RETRY_MS, 1_000 * 2 ** Math.min(attempts, 20));
  return longest * (0.5 + random / 2);
}

async function endAll(
  { storage, queue }: WorkContext,
  client: PoolClient,
  ended: readonly EndedClaim[],
): Promise<void> {
  const { rows } = await client.query<StateRow>(
    `SELECT id, token, state FROM ${storage.tables.deliveries} WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [ended.map(({ held }) => held.claim.deliveryId)],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const settled = new Map<string, EndedClaim[]>();
  for (const one of ended) {
    const { claim, held } = one.held;
    const row = found.get(claim.deliveryId);
    if (row === undefined || Number(row.token) !== claim.token) continue;
    const { queue: name } = held.job;
    if (row.state === "settled") settled.set(name, [...(settled.get(name) ?? []), one]);
    else await queue.defer(held.job, one.retryAfter / 1_000, client);
  }
  for (const [name, group] of settled) {
    const attempts = group.map((one) => one.held.held.job.attempt);
    await queue.finish(name, attempts, client);
  }
}

/**
 * Makes what ends claims: their jobs are removed when the deliveries are settled and put back otherwise.
 * Those that end at the same moment share a transaction.
 *
 * @param context - The open ledger.
 * @returns Ends one claim.
 */
export function createFinisher(context: WorkContext): (ended: EndedClaim) => Promise<void> {
  let batch: EndedClaim[] = [];
  let next: Promise<void> | undefined;
  let running: Promise<void> = Promise.resolve();

  async function flush(before: Promise<void>): Promise<void> {
    await before.catch(() => undefined);
    const ended = batch;
    [batch, next] = [[], undefined];
    await context.storage.write((client) => endAll(context, client, ended));
  }

  return (ended) => {
    batch.push(ended);
    next ??= running = flush(running);
    return next;
  };
}
