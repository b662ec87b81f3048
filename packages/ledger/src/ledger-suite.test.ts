import { test } from "vitest";
import { createTemporaryFolder } from "./__fixtures__/temporary-folder.ts";
import { testLedger } from "./testing.ts";

testLedger({
  test,
  open: async (now) => {
    const folder = createTemporaryFolder(now);
    let ledger = folder.open();
    return {
      ledger,
      reopen: async () => {
        await ledger.close();
        ledger = folder.open();
        return ledger;
      },
      close: () => folder.remove(),
    };
  },
});
