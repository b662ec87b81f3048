import { DatabaseSync } from "node:sqlite";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createWorkbench, OCTOBER, type Workbench } from "../__fixtures__/workbench.ts";

let bench: Workbench;
beforeEach(() => {
  bench = createWorkbench();
});
afterEach(() => bench.close());

const QUERY = `SELECT subscription, quantity, first AS start, last AS "end" FROM usage
  WHERE first >= {start} AND first < {end} ORDER BY 1;`;

describe("an SQLite query", () => {
  function fill(type: string, quantity: string): void {
    const database = new DatabaseSync(`${bench.folder}/usage.db`);
    database.exec(`CREATE TABLE usage (subscription TEXT, quantity ${type}, first TEXT, last TEXT);
      INSERT INTO usage VALUES ('a', ${quantity}, '2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z'),
        ('b', 7, '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z');`);
    database.close();
  }

  it("binds the window and keeps every digit", async () => {
    fill("INTEGER", "9223372036854775807");
    const { rows, summary } = await bench.read({ sql: { sqlite: "usage.db", query: QUERY } });
    expect(rows.map(({ place, values }) => [place, values["quantity"]])).toEqual([
      ["query of metering:1", "9223372036854775807"],
    ]);
    expect(summary.columns).toEqual(["subscription", "quantity", "start", "end"]);
  });

  it("refuses binary floats, and says the way out", async () => {
    fill("NUMERIC", "12.5");
    const reading = bench.read({ sql: { sqlite: "usage.db", query: QUERY } });
    await expect(reading).rejects.toThrow(
      /column "quantity": is of type REAL.*inexact-number.*CAST\(quantity AS DECIMAL/,
    );
    const query = QUERY.replace(" quantity", " printf('%.3f', quantity) AS quantity");
    const { rows } = await bench.read({ sql: { sqlite: "usage.db", query } });
    expect(rows[0]?.values["quantity"]).toBe("12.500");
  });

  it("cannot write, and must be a query", async () => {
    fill("INTEGER", "1");
    const write = bench.read({ sql: { sqlite: "usage.db", query: "DELETE FROM usage" } });
    await expect(write).rejects.toThrow(/SQLite says: attempt to write a readonly database/);
    const wrong = bench.read({ sql: { sqlite: "usage.db", query: "SELECT * FROM nowhere" } });
    await expect(wrong).rejects.toThrow(/SQLite says: no such table: nowhere \(query-failed\)/);
    const missing = bench.read({ sql: { sqlite: "none.db", query: QUERY } });
    await expect(missing).rejects.toThrow(/there is no such SQLite file/);
  });

  it("may stand in a file of its own", async () => {
    fill("INTEGER", "1");
    bench.write("usage.sql", QUERY);
    const { rows } = await bench.read({ sql: { sqlite: "usage.db", queryFile: "usage.sql" } });
    expect(rows).toHaveLength(1);
    const missing = bench.read({ sql: { sqlite: "usage.db", queryFile: "none.sql" } });
    await expect(missing).rejects.toThrow(/none\.sql: cannot be read: ENOENT/);
    bench.write("usage.sql", "SELECT {day:dd}");
    const unknown = bench.read({ sql: { sqlite: "usage.db", queryFile: "usage.sql" } });
    await expect(unknown).rejects.toThrow(/the query has \{day:dd\}, where only/);
  });
});

describe("DuckDB", () => {
  async function run(file: string, ...statements: readonly string[]): Promise<void> {
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    for (const statement of statements) await connection.run(statement);
    connection.closeSync();
    instance.closeSync();
  }

  const table = (quantity: string) =>
    `CREATE TABLE usage AS SELECT 'a' AS subscription, ${quantity} AS quantity,
      TIMESTAMPTZ '2026-10-01 02:00:00+02' AS first, TIMESTAMPTZ '2026-10-02 00:00:00+00' AS last`;

  it("binds the window, keeps every digit and gives times in UTC", async () => {
    await run(
      `${bench.folder}/usage.duckdb`,
      table("12345678901234567890.123456789::DECIMAL(38,9)"),
    );
    const { rows } = await bench.read({ sql: { duckdb: "usage.duckdb", query: QUERY } });
    expect(rows[0]?.values).toEqual({
      subscription: "a",
      quantity: "12345678901234567890.123456789",
      start: "2026-10-01T00:00:00Z",
      end: "2026-10-02T00:00:00Z",
    });
  });

  it("refuses binary floats where they are needed only", async () => {
    await run(`${bench.folder}/usage.duckdb`, table("12.5::DOUBLE"));
    const reading = bench.read({ sql: { duckdb: "usage.duckdb", query: QUERY } });
    await expect(reading).rejects.toThrow(/column "quantity": is of type DOUBLE/);
    const query = QUERY.replace(
      " quantity",
      " quantity AS rough, CAST(quantity AS DECIMAL(18, 3)) AS quantity",
    );
    const { rows, summary } = await bench.read({ sql: { duckdb: "usage.duckdb", query } });
    expect(rows[0]?.values).toMatchObject({ quantity: "12.500" });
    expect(summary.columns).toContain("rough");
  });

  it("neither writes nor loads an extension", async () => {
    const ask = (query: string) => bench.read({ sql: { duckdb: ":memory:", query } });
    await expect(ask("INSTALL httpfs")).rejects.toThrow(/query-failed/);
    await expect(ask("SELECT * FROM read_csv('https://127.0.0.1:9/x.csv')")).rejects.toThrow(
      /cannot be read: .*httpfs/,
    );
    await expect(ask("SELECT * FROM nowhere")).rejects.toThrow(/nowhere does not exist/);
    await expect(bench.read({ sql: { duckdb: "none.db", query: "SELECT 1" } })).rejects.toThrow(
      /no such DuckDB file/,
    );
  });

  it("reads Parquet files exactly, and notices that one is cut off", async () => {
    const file = `${bench.folder}/usage.parquet`;
    const copy = `COPY (SELECT subscription, quantity, first AS start, last AS "end" FROM usage) TO '${file}' (FORMAT parquet)`;
    await run(":memory:", table("0.125::DECIMAL(18,6)"), copy);
    const { rows, summary } = await bench.read({ files: "*.parquet" });
    expect(rows[0]?.values["quantity"]).toBe("0.125000");
    expect(rows[0]?.place).toMatch(/usage\.parquet:1$/);
    expect(summary).toMatchObject({ files: 1, rows: 1 });
    const { readFileSync } = await import("node:fs");
    bench.write("usage.parquet", readFileSync(file).subarray(0, -20));
    await expect(bench.read({ files: "*.parquet" })).rejects.toThrow(
      /usage\.parquet: is no whole Parquet file/,
    );
  });
});

describe("PostgreSQL", () => {
  const postgres = "USAGE_DATABASE_URL";

  it("needs its connection string from the environment", async () => {
    const reading = bench.read({ sql: { postgres, query: "SELECT 1" } });
    await expect(reading).rejects.toThrow(
      /the environment variable USAGE_DATABASE_URL .* is not set/,
    );
  });

  it("that is not there can be tried again, and the password is not said", async () => {
    const variables = { [postgres]: "postgres://me:hunter2@127.0.0.1:9/usage" };
    const reading = bench.read({ sql: { postgres, query: "SELECT 1" } }, OCTOBER, { variables });
    const error = await reading.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "SOURCE_UNAVAILABLE", retryable: true });
    expect((error as Error).message).not.toContain("hunter2");
  });
});
