import { setTimeout as sleep } from "node:timers/promises";
import { LedgerError } from "@usage-billing/ledger";
import type { Pool, PoolClient, QueryResult } from "pg";
import { type Patience, withClient } from "./connect.ts";
import { isConflict, isConnectionLost } from "./explain-failure.ts";
import type { Place } from "./place.ts";

/** How often a transaction that others got in the way of is run again. */
const MAXIMUM_CONFLICTS = 10;

const POLL_MS = 50;

/**
 * Begins a transaction that is durable when it is committed. A process that is stopped in the middle of
 * it must not keep its locks: the server ends the session after a while. Its number, with which the
 * server can be asked later what became of it, comes with it.
 */
const BEGIN = `BEGIN;
  SET LOCAL synchronous_commit = on;
  SET LOCAL idle_in_transaction_session_timeout = 4000;
  SET LOCAL lock_timeout = 30000;
  SELECT pg_current_xact_id()::text AS id`;

/** What a transaction's work needs. */
export interface TransactionContext {
  readonly pool: Pool;
  readonly place: Place;
  readonly patience: Patience;
}

/** How an attempt ended: it is certain, or the server has to be asked. */
type Attempt<Result> =
  | { readonly kind: "committed"; readonly result: Result }
  | { readonly kind: "rolled-back"; readonly error: unknown }
  | { readonly kind: "doubt"; readonly id: string; readonly result: Result };

async function begin(client: PoolClient): Promise<string> {
  // The driver gives one result per statement for several statements in one text.
  const results = (await client.query(BEGIN)) as unknown as readonly QueryResult<{ id: string }>[];
  return results.at(-1)?.rows[0]?.id ?? "";
}

async function attempt<Result>(
  client: PoolClient,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Attempt<Result>> {
  let id = "";
  let result: Result;
  try {
    id = await begin(client);
    result = await work(client);
  } catch (error) {
    // When the connection is gone the server rolls back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    return { kind: "rolled-back", error };
  }
  try {
    const { command } = await client.query("COMMIT");
    if (command === "COMMIT") return { kind: "committed", result };
    return { kind: "rolled-back", error: new Error("the server rolled back instead") };
  } catch (error) {
    if (isConnectionLost(error)) return { kind: "doubt", id, result };
    return { kind: "rolled-back", error };
  }
}

async function readStatus(context: TransactionContext, id: string): Promise<string | null> {
  return withClient(context.pool, context.patience, async (client) => {
    const sql = "SELECT pg_xact_status($1::text::xid8) AS status";
    const { rows } = await client.query<{ status: string | null }>(sql, [id]);
    return rows[0]?.status ?? null;
  });
}

/** Asks the server what became of a transaction whose COMMIT was not answered. */
async function isCommitted(context: TransactionContext, id: string): Promise<boolean> {
  const limit = performance.now() + context.patience.milliseconds;
  for (;;) {
    const status = await readStatus(context, id).catch(() => undefined);
    if (status === "committed") return true;
    if (status === "aborted") return false;
    if (performance.now() > limit) {
      throw new LedgerError(
        context.place.name,
        "did not say whether a change was committed, and cannot be asked; it was made wholly or not at all, and reporting again finds out",
      );
    }
    await sleep(POLL_MS);
  }
}

/**
 * Does everything or nothing, and durably. A transaction that certainly was rolled back because the
 * connection broke or others got in its way is run again; one whose COMMIT was not answered is
 * settled by asking the server before that.
 *
 * @param context - The pool and how patient to be.
 * @param work - The work; it may be done several times, and only the last one counts.
 * @returns What the work gave.
 */
export async function inTransaction<Result>(
  context: TransactionContext,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const limit = performance.now() + context.patience.milliseconds;
  for (let conflicts = 0; ; ) {
    const ended = await withClient(context.pool, context.patience, async (client, discard) => {
      const made = await attempt(client, work);
      if (made.kind === "doubt") discard();
      if (made.kind === "rolled-back" && isConnectionLost(made.error)) discard();
      return made;
    });
    if (ended.kind === "committed") return ended.result;
    if (ended.kind === "doubt") {
      if (await isCommitted(context, ended.id)) return ended.result;
      continue;
    }
    if (isConflict(ended.error) && conflicts < MAXIMUM_CONFLICTS) conflicts += 1;
    else if (!isConnectionLost(ended.error) || performance.now() > limit) throw ended.error;
  }
}
