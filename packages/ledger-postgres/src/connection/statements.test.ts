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

  it("copies texts, numbers and bytes to the server as they are", async () => {
    const row = fc.tuple(fc.option(text, { nil: null }), fc.maxSafeInteger(), fc.uint8Array());
    const property = fc.asyncProperty(fc.array(row), async (rows) => {
      const client = await pool.connect();
      try {
        const results = await runTogether(client, [
          { text: "CREATE TEMP TABLE copied (text text, number bigint, bytes bytea)", values: [] },
          { text: "COPY copied FROM STDIN", values: [], rows },
          { text: "SELECT * FROM copied", values: [] },
          { text: "DROP TABLE copied", values: [] },
        ]);
        expect(results[1]?.rowCount).toBe(rows.length);
        expect(results[2]?.rows).toEqual(
          rows.map(([words, number, bytes]) => {
            return { text: words, number: String(number), bytes: Buffer.from(bytes) };
          }),
        );
      } finally {
        client.release();
      }
    });
    const hard = "\\N \\. \\t \t \n \r\n \\";
    const examples: [[string | null, number, Uint8Array<ArrayBuffer>][]][] = [
      [
        [
          [hard, -1, Uint8Array.of(0, 92)],
          ["\\.", 0, Uint8Array.of()],
          [null, 0, Uint8Array.of(9)],
        ],
      ],
    ];
    await fc.assert(property, { seed: 20_261_121, numRuns: 50, examples });
  });

  it("says what is wrong with a row that the server refuses, and goes on", async () => {
    const client = await pool.connect();
    try {
      await client.query("CREATE TEMP TABLE refusing (number bigint PRIMARY KEY)");
      const copied = { text: "COPY refusing FROM STDIN", values: [], rows: [[1], [1]] };
      await expect(runTogether(client, [copied])).rejects.toMatchObject({ code: "23505" });
      expect((await client.query("SELECT * FROM refusing")).rowCount).toBe(0);
    } finally {
      client.release();
    }
  });
});
