import { setTimeout as sleep } from "node:timers/promises";
import { LedgerError } from "@usage-billing/ledger";
import type { Pool, PoolClient, QueryResult } from "pg";
import { type Patience, withClient } from "./connect.ts";
import { isConflict, isConnectionLost } from "./explain-failure.ts";
import type { Place } from "./place.ts";
import { runTogether, type Statement } from "./statements.ts";

/** How often a transaction that others got in the way of is run again. */
const MAXIMUM_CONFLICTS = 10;

const POLL_MS = 50;

/** The code with which the server refuses a transaction's number that it has not given yet. */
const NO_SUCH_TRANSACTION = "22023";

/**
 * Begins a transaction that is durable when it is committed. A process that is stopped in the middle of
 * it must not keep its locks: the server ends the session after a while. Its number, with which the
 * server can be asked later what became of it, comes with it.
 */
const BEGIN: readonly Statement[] = [
  "BEGIN",
  "SET LOCAL synchronous_commit = on",
  "SET LOCAL idle_in_transaction_session_timeout = 4000",
  "SET LOCAL lock_timeout = 30000",
  "SELECT pg_current_xact_id()::text AS id",
].map((text) => ({ text, values: [] }));

const COMMIT: Statement = { text: "COMMIT", values: [] };

/** What a transaction's work needs. */
export interface TransactionContext {
  readonly pool: Pool;
  readonly place: Place;
  readonly patience: Patience;
}

/** What the work of a transaction comes to. */
export interface Outcome<Result> {
  readonly result: Result;
  /** Statements that are run last, together with the commit. */
  readonly closing?: readonly Statement[];
  /**
   * Makes a query that gives a row only when this is committed. Without one, a transaction whose COMMIT was not
   * answered is done again.
   */
  readonly witness?: (() => Statement) | undefined;
}

/** What is done in a transaction. */
export interface Transaction<Result> {
  /** Statements that are run first, together with the beginning. */
  readonly opening?: readonly Statement[];
  /** Does the rest, given the results of the opening statements; it may be done several times, of which one counts. */
  readonly work: (client: PoolClient, opened: readonly QueryResult[]) => Promise<Outcome<Result>>;
}

/** How an attempt ended: it is certain, or the server has to be asked. */
type Attempt<Result> =
  | { readonly kind: "committed"; readonly result: Result }
  | { readonly kind: "rolled-back"; readonly error: unknown }
  | ({ readonly kind: "doubt"; readonly result: Result } & Doubt);

/** What the server is asked about. */
interface Doubt {
  /** The transaction's number. */
  readonly id: string;
  readonly witness: (() => Statement) | undefined;
}

async function rollBack(client: PoolClient, error: unknown): Promise<Attempt<never>> {
  // When the connection is gone the server rolls back by itself.
  await client.query("ROLLBACK").catch(() => undefined);
  return { kind: "rolled-back", error };
}

async function attempt<Result>(
  client: PoolClient,
  { opening = [], work }: Transaction<Result>,
): Promise<Attempt<Result>> {
  let id = "";
  let done: Outcome<Result>;
  try {
    const results = await runTogether(client, [...BEGIN, ...opening]);
    const [numbered, ...opened] = results.slice(BEGIN.length - 1);
    const [row] = (numbered?.rows ?? []) as { id: string }[];
    id = row?.id ?? "";
    done = await work(client, opened);
  } catch (error) {
    return rollBack(client, error);
  }
  const { result, closing = [], witness } = done;
  try {
    const results = await runTogether(client, [...closing, COMMIT]);
    if (results.at(-1)?.command === "COMMIT") return { kind: "committed", result };
    return { kind: "rolled-back", error: new Error("the server rolled back instead") };
  } catch (error) {
    return isConnectionLost(error)
      ? { kind: "doubt", id, witness, result }
      : rollBack(client, error);
  }
}

/** Whether a transaction goes on; one that the server does not know, or not any more, does not. */
async function isInProgress(client: PoolClient, id: string): Promise<boolean> {
  const sql = "SELECT pg_xact_status($1::text::xid8) AS status";
  try {
    const { rows } = await client.query<{ status: string | null }>(sql, [id]);
    return rows[0]?.status === "in progress";
  } catch (error) {
    if (Reflect.get(Object(error), "code") === NO_SUCH_TRANSACTION) return false;
    throw error;
  }
}

/** Tells what became of a transaction, once it does not go on any more; nothing until then. */
async function findFate(
  context: TransactionContext,
  { id, witness }: Doubt,
): Promise<"committed" | "undone" | undefined> {
  return withClient(context.pool, context.patience, async (client) => {
    if (await isInProgress(client, id)) return undefined;
    if (witness === undefined) return "undone";
    const [found] = await runTogether(client, [witness()]);
    return (found?.rows.length ?? 0) > 0 ? "committed" : "undone";
  });
}

/**
 * Asks the server what became of a transaction whose COMMIT was not answered. Its number alone does not tell:
 * a server that crashes forgets the numbers of transactions that left nothing on its disk, and gives them to
 * others. So what counts is whether the log has what it was to append.
 */
async function isCommitted(context: TransactionContext, doubt: Doubt): Promise<boolean> {
  const limit = performance.now() + context.patience.milliseconds;
  for (;;) {
    const fate = await findFate(context, doubt).catch(() => undefined);
    if (fate !== undefined) return fate === "committed";
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
 * @param transaction - What is done.
 * @returns What the work gave.
 */
export async function inTransaction<Result>(
  context: TransactionContext,
  transaction: Transaction<Result>,
): Promise<Result> {
  const limit = performance.now() + context.patience.milliseconds;
  for (let conflicts = 0; ; ) {
    const ended = await withClient(context.pool, context.patience, async (client, discard) => {
      const made = await attempt(client, transaction);
      if (made.kind === "doubt") discard();
      if (made.kind === "rolled-back" && isConnectionLost(made.error)) discard();
      return made;
    });
    if (ended.kind === "committed") return ended.result;
    if (ended.kind === "doubt") {
      if (await isCommitted(context, ended)) return ended.result;
      continue;
    }
    if (isConflict(ended.error) && conflicts < MAXIMUM_CONFLICTS) conflicts += 1;
    else if (!isConnectionLost(ended.error) || performance.now() > limit) throw ended.error;
  }
}
