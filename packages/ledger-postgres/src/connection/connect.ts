import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { isConnectionLost } from "./explain-failure.ts";

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 1_000;

/** How long to go on when the server is not reached. */
export interface Patience {
  /** Milliseconds by the monotonic clock. */
  readonly milliseconds: number;
}

/**
 * Takes a connection out of a pool, and tries again for a while when the server is away, as during a restart.
 *
 * @param pool - The pool.
 * @param patience - How long to try.
 * @returns The connection; release it.
 */
async function connect(pool: Pool, patience: Patience): Promise<PoolClient> {
  const limit = performance.now() + patience.milliseconds;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(2 * delay, LONGEST_DELAY_MS)) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isConnectionLost(error) || performance.now() + delay > limit) throw error;
    }
    await sleep(delay);
  }
}

/** Says nothing: the query that is running, or the next one, reports a connection that broke. */
function ignore(): void {
  // See above.
}

/**
 * Does something with a connection and gives it back.
 *
 * @param pool - The pool.
 * @param patience - How long to try to get one.
 * @param work - What to do; calling `discard` closes the connection afterwards, because it is in doubt.
 * @returns What it gave.
 */
export async function withClient<Result>(
  pool: Pool,
  patience: Patience,
  work: (client: PoolClient, discard: () => void) => Promise<Result>,
): Promise<Result> {
  const client = await connect(pool, patience);
  client.on("error", ignore);
  let isDiscarded = false;
  const discard = () => {
    isDiscarded = true;
  };
  try {
    return await work(client, discard);
  } catch (error) {
    if (isConnectionLost(error)) discard();
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(isDiscarded);
  }
}
