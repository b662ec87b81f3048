import { LedgerError } from "@usage-billing/ledger";
import { Pool } from "pg";
import type { Patience } from "./connection/connect.ts";
import { explainFailure } from "./connection/explain-failure.ts";
import { describePlace, type Place } from "./connection/place.ts";
import { createSharedLedger } from "./ledger/shared.ts";
import { type DeliveryQueue, openQueue } from "./queue/delivery-queue.ts";
import { prepareSchema } from "./schema/migrate.ts";
import type { SharedLedger } from "./shared-ledger.ts";
import { assertSchemaName, nameTables } from "./storage/tables.ts";

/** How a ledger on PostgreSQL is opened. */
export interface PostgresLedgerOptions {
  /** How the server is reached: `postgresql://ROLE:PASSWORD@HOST:PORT/DATABASE`. Needed unless there is a pool. */
  readonly connectionString?: string;
  /** Connections to use instead; the caller ends them after the ledger is closed. */
  readonly pool?: Pool;
  /**
   * The schema that the ledger is kept in, `usage_billing` by default. The queue's tables are in a second
   * one with `_queue` after its name.
   */
  readonly schema?: string;
  /** How many connections at most, where no pool is given; 10 by default. */
  readonly connections?: number;
  /**
   * For how many seconds a delivery stays with a process that gives no sign of life; 5 by default, at least 2.
   * Every process that shares a ledger has to say the same when it is made.
   */
  readonly leaseSeconds?: number;
  /**
   * Channels whose deliveries of one delivery key are worked on one after the other, each only when the one
   * before is settled. None by default. Every process that shares a ledger has to say the same.
   */
  readonly orderedChannels?: readonly string[];
  /** For how many milliseconds to try when the server is not reached; 10,000 by default. */
  readonly patience?: number;
  /** Tells the time that facts are committed with, in milliseconds since 1970; the server's clock by default, which all machines share. */
  readonly now?: () => number;
}

/** Everything that is open. */
interface Opened {
  readonly place: Place;
  readonly pool: Pool;
  readonly isOwnPool: boolean;
  readonly patience: Patience;
}

function openPool(options: PostgresLedgerOptions, schema: string): Opened {
  const { pool, connectionString, connections = 10, patience = 10_000 } = options;
  if (pool === undefined && connectionString === undefined) {
    throw new LedgerError("on PostgreSQL", "needs a connection string or a pool");
  }
  const config =
    pool?.options ??
    ({
      ...(connectionString === undefined ? {} : { connectionString }),
      max: connections,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      application_name: "usage-billing",
    } as const);
  const place = describePlace(config, schema);
  const opened = pool ?? new Pool(config);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  if (pool === undefined) opened.on("error", () => undefined);
  return {
    place,
    pool: opened,
    isOwnPool: pool === undefined,
    patience: { milliseconds: patience },
  };
}

async function prepare(opened: Opened, schema: string, lease: number): Promise<DeliveryQueue> {
  const { pool, patience, place } = opened;
  try {
    const queueSchema = `${schema}_queue`;
    await prepareSchema(pool, patience, { place, schema, queueSchema });
    return await openQueue({
      pool,
      schema: queueSchema,
      leaseSeconds: lease,
      onError: () => undefined,
    });
  } catch (error) {
    if (opened.isOwnPool) await pool.end().catch(() => undefined);
    throw explainFailure(place, error);
  }
}

/**
 * Opens a ledger on a PostgreSQL server, or makes it. Any number of processes on any number of machines
 * may have it open at the same time and share its work by {@link SharedLedger.runWorker}.
 *
 * Every commit is on the server's disk when its promise resolves. When a connection breaks during a
 * commit, the server is asked whether it was made before anything is done again.
 *
 * @param options - The server, the schema, and how patient to be.
 * @returns The ledger.
 * @throws {@link LedgerError} When the server is not reached or lets the role not in, the role may not make what
 * is needed, or the schema holds something else or was written by a newer version.
 *
 * @example
 * ```ts
 * const ledger = await openPostgresLedger({ connectionString: process.env.USAGE_BILLING_LEDGER_URL });
 * await ledger.takeIn([{ record, deliveryKey: channel.deliveryKey(record) }]);
 * await ledger.close();
 * ```
 */
export async function openPostgresLedger(options: PostgresLedgerOptions): Promise<SharedLedger> {
  const { schema = "usage_billing", leaseSeconds = 5 } = options;
  assertSchemaName(schema);
  if (!Number.isInteger(leaseSeconds) || leaseSeconds < 2) {
    throw new RangeError("leaseSeconds has to be a whole number of at least 2");
  }
  const opened = openPool(options, schema);
  const queue = await prepare(opened, schema, leaseSeconds);
  return createSharedLedger({
    ...opened,
    tables: nameTables(schema),
    queue,
    leaseMilliseconds: leaseSeconds * 1_000,
    orderedChannels: new Set(options.orderedChannels),
    now: options.now,
  });
}
