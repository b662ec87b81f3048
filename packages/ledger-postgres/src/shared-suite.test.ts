import { testLedger } from "@usage-billing/ledger/testing";
import { afterAll, beforeAll, describe, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "./__fixtures__/fresh-ledger.ts";
import { nameTables } from "./storage/tables.ts";

describe("a ledger on PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await (await database.open()).close();
  });
  afterAll(() => database.drop());

  testLedger({
    test,
    open: async (now) => {
      const tables = Object.values(nameTables("usage_billing")).join(", ");
      await database.run(
        `TRUNCATE ${tables} RESTART IDENTITY; DELETE FROM usage_billing_queue.job`,
      );
      let ledger = await database.open({ now });
      return {
        ledger,
        reopen: async () => {
          await ledger.close();
          ledger = await database.open({ now });
          return ledger;
        },
        close: () => ledger.close(),
      };
    },
  });
});
