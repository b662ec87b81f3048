import type { WorkContext } from "../ledger/shared.ts";
import type { TakenJob } from "../queue/delivery-queue.ts";
import type { Claim } from "../shared-ledger.ts";
import type { HeldJob, HeldJobs } from "./held-jobs.ts";
import { readClocks, systemClocks } from "./lease.ts";

/** A claim with the job that it stands for. */
export interface HeldClaim {
  readonly claim: Claim;
  readonly held: HeldJob;
}

interface TokenRow {
  readonly id: string;
  readonly token: string;
  readonly isSettled: boolean;
}

/** Raises the tokens: from now on nobody else's change of these deliveries is taken. */
async function raiseTokens(
  { storage, queue }: WorkContext,
  jobs: readonly TakenJob[],
): Promise<ReadonlyMap<string, number>> {
  return storage.write(async (client) => {
    const ids = jobs.map(({ subject }) => subject);
    const { rows } = await client.query<TokenRow>(
      `UPDATE ${storage.tables.deliveries} d SET token = d.token + 1
       FROM (SELECT id FROM ${storage.tables.deliveries} WHERE id = ANY($1) ORDER BY id FOR UPDATE) o
       WHERE d.id = o.id RETURNING d.id, d.token, d.state = 'settled' AS "isSettled"`,
      [ids],
    );
    const open = rows.filter(({ isSettled }) => !isSettled);
    const tokens = new Map(open.map(({ id, token }) => [id, Number(token)]));
    const done = jobs.filter(({ subject }) => !tokens.has(subject));
    const [first] = done;
    if (first !== undefined) {
      const attempts = done.map(({ attempt }) => attempt);
      await queue.finish(first.queue, attempts, client);
    }
    return tokens;
  });
}

function makeClaim(context: WorkContext, held: HeldJob, token: number): Claim {
  const { storage } = context;
  const deliveryId = held.job.subject;
  const ledger = context.view({
    guard: {
      statement: {
        text: `SELECT FROM ${storage.tables.deliveries} WHERE id = $1 AND token = $2 FOR UPDATE`,
        values: [deliveryId, token],
      },
      refuse: () =>
        storage.failure(
          `has handed out delivery ${deliveryId} again: the claim of this process was lost`,
        ),
    },
  });
  const { signal, assertHeld: beforeWrite } = held;
  return { deliveryId, token, isFirstClaim: token === 1, ledger, signal, beforeWrite };
}

/**
 * Takes deliveries out of a queue. What a process takes and does not claim, because it dies in between, is
 * handed out again like any other job.
 *
 * @param context - The open ledger.
 * @param heldJobs - Where the jobs are noted.
 * @param taken - The queue, and how many at most.
 * @returns The claims.
 */
export async function claimDeliveries(
  context: WorkContext,
  heldJobs: HeldJobs,
  taken: { readonly queue: string; readonly limit: number },
): Promise<readonly HeldClaim[]> {
  const takenAfter = readClocks(systemClocks);
  const jobs = await context.queue.take(taken.queue, taken.limit);
  if (jobs.length === 0) return [];
  const held = jobs.map((job) => heldJobs.hold(job, takenAfter));
  try {
    const tokens = await raiseTokens(context, jobs);
    const claims: HeldClaim[] = [];
    for (const one of held) {
      const token = tokens.get(one.job.subject);
      if (token === undefined) heldJobs.release(one);
      else claims.push({ held: one, claim: makeClaim(context, one, token) });
    }
    return claims;
  } catch (error) {
    for (const one of held) heldJobs.release(one);
    throw error;
  }
}
