import { testLedger } from "@usage-billing/ledger/testing";
import { describe, test } from "vitest";
import { createTestDatabase } from "./__fixtures__/fresh-ledger.ts";

describe("a ledger on PostgreSQL", () => {
  testLedger({
    test,
    open: async (now) => {
      const database = await createTestDatabase();
      let ledger = await database.open({ now });
      return {
        ledger,
        reopen: async () => {
          await ledger.close();
          ledger = await database.open({ now });
          return ledger;
        },
        close: async () => {
          await ledger.close();
          await database.drop();
        },
      };
    },
  });
});
