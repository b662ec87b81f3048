import fc from "fast-check";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../__fixtures__/fresh-ledger.ts";
import { runTogether } from "./statements.ts";

/** Every character but NUL, which PostgreSQL's text has not, and halves of pairs, which no text has. */
const text = fc
  .string({ unit: "binary" })
  .map((value) => value.replaceAll("\0", ""))
  .filter((value) => value.isWellFormed());

describe("runTogether", () => {
  let database: TestDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new Pool({ connectionString: database.connectionString });
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it("hands every text, list and number to the server as it is", async () => {
    const item = fc.option(text, { nil: null });
    const property = fc.asyncProperty(
      text,
      fc.array(item),
      fc.maxSafeInteger(),
      async (...values) => {
        const client = await pool.connect();
        try {
          const [first, second] = await runTogether(client, [
            { text: "SELECT $1::text AS text, $2::text[] AS list", values: values.slice(0, 2) },
            { text: "SELECT $1::bigint AS number, $2::text AS nothing", values: [values[2], null] },
          ]);
          expect(first?.rows).toEqual([{ text: values[0], list: values[1] }]);
          expect(second?.rows).toEqual([{ number: String(values[2]), nothing: null }]);
        } finally {
          client.release();
        }
      },
    );
    const hard = "'; DROP TABLE x; -- \\ \" $1 {a,b} \\\\x00 \n";
    const examples: [string, (string | null)[], number][] = [[hard, [hard, null, "", "NULL"], -1]];
    await fc.assert(property, { seed: 20_261_121, numRuns: 200, examples });
  });

  it("hands bytes to the server as they are, alone and in lists", async () => {
    const property = fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const client = await pool.connect();
      try {
        const [result] = await runTogether(client, [
          {
            text: "SELECT $1::bytea AS alone, $2::bytea[] AS list",
            values: [bytes, [bytes, null]],
          },
        ]);
        const buffer = Buffer.from(bytes);
        expect(result?.rows).toEqual([{ alone: buffer, list: [buffer, null] }]);
      } finally {
        client.release();
      }
    });
    await fc.assert(property, { seed: 20_261_121, numRuns: 100 });
  });
});
