import type { Bench } from "../bench.ts";
import type { LedgerPart } from "./ledger-part.ts";
import { postgresPart } from "./postgres-part.ts";
import { sqlitePart } from "./sqlite-part.ts";

/** Every storage, in the order in which they are measured. */
const parts: readonly LedgerPart[] = [sqlitePart, postgresPart];

/** What a ledger takes in and moves in a second, beside the same statements without it. */
export const ledgerBench: Bench = {
  summary: "ledger: records taken in and moved, fully durable, beside bare statements",
  run: async (rounds, print) => {
    let isMet = true;
    for (const part of parts) isMet = (await part.run(rounds, print)) && isMet;
    return isMet;
  },
};
