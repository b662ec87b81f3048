import { inspect } from "node:util";
import { Quantity } from "@usage-billing/core";
import { LedgerError } from "@usage-billing/ledger";
import { Pool } from "pg";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./__fixtures__/fresh-ledger.ts";
import { openPostgresLedger, type PostgresLedgerOptions } from "./open-postgres-ledger.ts";
import { SCHEMA_VERSION } from "./schema/migrations.ts";
import { startPostgres } from "./testing/index.ts";

const CANARY = "planted-pass:word/ä";

async function failToOpen(options: PostgresLedgerOptions): Promise<LedgerError> {
  const error = await openPostgresLedger({ patience: 100, ...options }).then(
    async (ledger) => {
      await ledger.close();
      return undefined;
    },
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LedgerError)) throw new Error(`not a ledger error: ${inspect(error)}`);
  return error;
}

describe("openPostgresLedger", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  function withCanary(change: { user?: string; port?: number; database?: string } = {}): string {
    const url = new URL(database.connectionString);
    url.password = encodeURIComponent(CANARY);
    url.username = change.user ?? url.username;
    url.port = String(change.port ?? url.port);
    if (change.database !== undefined) url.pathname = `/${change.database}`;
    return url.href;
  }

  it.each([
    ["cannot be reached", () => withCanary({ port: 1 })],
    ["does not accept the password", () => withCanary()],
    ["has a connection string that cannot be read", () => withCanary().replace("@", "@[")],
  ])("says that it %s, without the password", async (reason, connectionString) => {
    const error = await failToOpen({ connectionString: connectionString() });
    expect(error.message).toContain(reason);
    const shown = inspect(error, { depth: 9 });
    for (const secret of [CANARY, encodeURIComponent(CANARY), "planted"]) {
      expect(shown).not.toContain(secret);
    }
  });

  it("says which database is not there", async () => {
    const connectionString = database.connectionString.replace(/[^/]+$/, "elsewhere");
    const error = await failToOpen({ connectionString });
    expect(error.message).toMatch(/\/elsewhere \(schema usage_billing\) is not there/);
  });

  it("says which rights are missing, and needs none where the schemas were made before", async () => {
    const name = `limited_${database.connectionString.slice(-12)}`;
    await database.run(`CREATE ROLE ${name} LOGIN PASSWORD 'limited'`);
    const url = new URL(database.connectionString);
    [url.username, url.password] = [name, "limited"];
    const options = { connectionString: url.href, patience: 2_000 };
    try {
      expect((await failToOpen(options)).message).toMatch(/CREATE on the database/);
      await database.run(`CREATE SCHEMA usage_billing AUTHORIZATION ${name}`);
      await database.run(`CREATE SCHEMA usage_billing_queue AUTHORIZATION ${name}`);
      const ledger = await openPostgresLedger(options);
      expect(await ledger.sums()).toEqual([]);
      await ledger.close();
    } finally {
      await database.run(`DROP OWNED BY ${name} CASCADE`);
      await database.run(`DROP ROLE ${name}`);
    }
  });

  it("refuses a schema that something else is in", async () => {
    await database.run("CREATE SCHEMA usage_billing; CREATE TABLE usage_billing.records (id text)");
    const { connectionString } = database;
    expect((await failToOpen({ connectionString })).message).toMatch(/tables of something else/);
    await database.run("CREATE SCHEMA other; CREATE TABLE other.schema_version (application text)");
    const error = await failToOpen({ connectionString, schema: "other" });
    expect(error.message).toMatch(/tables of something else/);
  });

  it("refuses a ledger of a newer version, and brings an older one forward", async () => {
    const { connectionString } = database;
    const ledger = await database.open();
    await ledger.close();
    await database.run("UPDATE usage_billing.schema_version SET version = 99");
    const error = await failToOpen({ connectionString });
    expect(error.message).toMatch(/newer version.*schema 99/);
    await database.run(`DROP SCHEMA usage_billing CASCADE; CREATE SCHEMA usage_billing;
      CREATE TABLE usage_billing.schema_version (application text NOT NULL, version integer NOT NULL);
      INSERT INTO usage_billing.schema_version VALUES ('usage-billing ledger', 0)`);
    await (await database.open()).close();
    const [row] = await database.run("SELECT version FROM usage_billing.schema_version");
    expect(row).toEqual({ version: SCHEMA_VERSION });
  });

  it("says what was to be credited in a ledger of a version that could not be asked", async () => {
    const ledger = await database.open();
    const quantity = Quantity.parse("9.50");
    const period = { start: 0, end: 3_600_000 };
    const record = { recordId: "a", channel: "fake", subscription: "s", quantity, period };
    const body = new TextEncoder().encode("{}");
    await ledger.takeIn([{ record, deliveryKey: "s" }]);
    await ledger.commitIntents([{ id: "d", channel: "fake", key: "s", records: [record], body }]);
    const outcome = { status: "accepted", recordId: "a", reference: "r" } as const;
    await ledger.commitOutcomes([{ deliveryId: "d", outcomes: [outcome] }]);
    const grounds = { reason: "metered twice", by: "Ada" };
    const credit = Quantity.parse("2.25");
    await ledger.commitRevision({ recordId: "a", result: "credited", credit, grounds });
    await ledger.close();
    await database.run(`DROP INDEX usage_billing.entries_of_revisions;
      UPDATE usage_billing.schema_version SET version = 3`);
    const again = await database.open();
    expect(await again.credits()).toMatchObject([{ record, credit, grounds }]);
    expect(await again.verify()).toMatchObject({ differenceCount: 0 });
    await again.close();
    const indexes = await database.run("SELECT indexname AS name FROM pg_catalog.pg_indexes");
    expect(indexes).toContainEqual({ name: "entries_of_revisions" });
  });

  it("is made once when processes start at the same moment", async () => {
    const ledgers = await Promise.all([1, 2, 3, 4].map(() => database.open()));
    for (const ledger of ledgers) expect(await ledger.sums()).toEqual([]);
    await Promise.all(ledgers.map((ledger) => ledger.close()));
  });

  it("works on a pool of the caller's, and leaves it open", async () => {
    const pool = new Pool({ connectionString: database.connectionString, max: 3 });
    const ledger = await openPostgresLedger({ pool, schema: "billing" });
    expect(ledger.file).toMatch(/^postgresql:\/\/127\.0\.0\.1:\d+\/test_\w+ \(schema billing\)$/);
    await ledger.close();
    await pool.query("SELECT 1");
    await pool.end();
  });

  it.each(["Mixed", "a b", "pg_ledger", 'x"; DROP', "a".repeat(51)])(
    "takes no schema name like %s",
    async (schema) => {
      const { connectionString } = database;
      await expect(openPostgresLedger({ connectionString, schema })).rejects.toThrow(TypeError);
    },
  );

  it("says where backups are made", async () => {
    const ledger = await database.open();
    await expect(ledger.backup("copy.db")).rejects.toThrow(/pg_dump/);
    await ledger.close();
  });
});

it("refuses a server that may lose what it acknowledged", async () => {
  const server = await startPostgres({ durable: false });
  try {
    const connectionString = await server.createDatabase("careless");
    expect((await failToOpen({ connectionString })).message).toMatch(/fsync.*on/);
  } finally {
    await server.stop();
  }
});

it("starts the server of the npm package as well", async () => {
  const server = await startPostgres({ binaries: "embedded" });
  try {
    const connectionString = await server.createDatabase("embedded");
    const ledger = await openPostgresLedger({ connectionString });
    expect(await ledger.sums()).toEqual([]);
    expect(server.port).not.toBe(inject("server").port);
    await ledger.close();
  } finally {
    await server.stop();
  }
});
