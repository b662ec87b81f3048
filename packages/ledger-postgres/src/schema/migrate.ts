import { LedgerError } from "@usage-billing/ledger";
import type { Pool, PoolClient } from "pg";
import { type Patience, withClient } from "../connection/connect.ts";
import type { Place } from "../connection/place.ts";
import { nameTables } from "../storage/tables.ts";
import { MIGRATIONS, SCHEMA_VERSION } from "./migrations.ts";

/** Marks a schema as a ledger of this project. */
const MARK = "usage-billing ledger";

/** The oldest server whose functions for the number and the fate of a transaction are used. */
const OLDEST_SERVER = 130_000;

interface Target {
  readonly place: Place;
  readonly schema: string;
  /** The schema of the queue engine, which is made here and filled by the engine. */
  readonly queueSchema: string;
}

async function assertServer(client: PoolClient, { place }: Target): Promise<void> {
  const { rows } = await client.query<{ version: string; fsync: string; pages: string }>(
    `SELECT current_setting('server_version_num') AS version, current_setting('fsync') AS fsync,
       current_setting('full_page_writes') AS pages`,
  );
  const [settings] = rows;
  if (Number(settings?.version) < OLDEST_SERVER) {
    throw new LedgerError(place.name, "needs PostgreSQL 13 or newer");
  }
  if (settings?.fsync !== "on" || settings.pages !== "on") {
    throw new LedgerError(
      place.name,
      "is on a server that may lose what was committed: set fsync and full_page_writes to on",
    );
  }
}

/** How far a schema is: `undefined` when there is none. */
async function readVersion(client: PoolClient, target: Target): Promise<number | undefined> {
  const { schema, place } = target;
  const { rows } = await client.query<{ tables: string; marked: boolean }>(
    `SELECT count(*) AS tables, coalesce(bool_or(c.relname = 'schema_version'), false) AS marked
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v')`,
    [schema],
  );
  if (rows[0]?.marked !== true) {
    if (Number(rows[0]?.tables) === 0) return undefined;
    throw new LedgerError(place.name, "has tables of something else; use another schema");
  }
  const versions = await client.query<{ application: string; version: number }>(
    `SELECT * FROM ${schema}.schema_version`,
  );
  const [found] = versions.rows;
  if (found?.application !== MARK || versions.rows.length !== 1) {
    throw new LedgerError(place.name, "has tables of something else; use another schema");
  }
  return found.version;
}

async function takeSteps(client: PoolClient, target: Target, from: number): Promise<void> {
  const { schema } = target;
  const tables = nameTables(schema);
  for (const step of MIGRATIONS.slice(from)) await client.query(step(tables));
  await client.query(`UPDATE ${schema}.schema_version SET version = $1`, [SCHEMA_VERSION]);
}

async function hasSchema(client: PoolClient, schema: string): Promise<boolean> {
  const sql = "SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1";
  return (await client.query(sql, [schema])).rows.length > 0;
}

/** An empty schema may have been made by somebody who may: then this role needs no right to make one. */
async function ensureSchema(client: PoolClient, schema: string): Promise<void> {
  if (!(await hasSchema(client, schema))) await client.query(`CREATE SCHEMA ${schema}`);
}

async function createLedger(client: PoolClient, { schema }: Target): Promise<void> {
  await ensureSchema(client, schema);
  await client.query(
    `CREATE TABLE ${schema}.schema_version (application text NOT NULL, version integer NOT NULL);
     INSERT INTO ${schema}.schema_version VALUES ('${MARK}', 0)`,
  );
}

function assertKnown(version: number, { place }: Target): void {
  if (version <= SCHEMA_VERSION) return;
  throw new LedgerError(
    place.name,
    `was written by a newer version of this software (schema ${version}, this one knows ${SCHEMA_VERSION}); upgrade this process`,
  );
}

async function migrate(client: PoolClient, target: Target): Promise<void> {
  await client.query("BEGIN");
  try {
    // Processes that start at the same moment wait here for the first of them.
    await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `${MARK} ${target.schema}`,
    ]);
    const version = await readVersion(client, target);
    if (version === undefined) await createLedger(client, target);
    await ensureSchema(client, target.queueSchema);
    assertKnown(version ?? 0, target);
    if ((version ?? 0) < SCHEMA_VERSION) await takeSteps(client, target, version ?? 0);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Makes sure that a schema holds a ledger of this version: makes it, or brings an older one forward.
 *
 * @param pool - Connections to the server.
 * @param patience - How long to try to reach it.
 * @param target - Which schema.
 * @throws {@link LedgerError} When it holds something else or a newer version, or the server could lose data.
 */
export async function prepareSchema(pool: Pool, patience: Patience, target: Target): Promise<void> {
  await withClient(pool, patience, async (client) => {
    await assertServer(client, target);
    const version = await readVersion(client, target);
    assertKnown(version ?? 0, target);
    const isReady = version === SCHEMA_VERSION && (await hasSchema(client, target.queueSchema));
    if (!isReady) await migrate(client, target);
  });
}
