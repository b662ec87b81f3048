import { DatabaseSync } from "node:sqlite";
import type { Instant } from "@usage-billing/core";
import { replayLog } from "./replay.ts";
import { STATE_SCHEMA } from "./schema.ts";
import { createState, type State } from "./state.ts";
import { createStatements } from "./statements.ts";
import type { Storage } from "./storage.ts";

/**
 * Derives the state from the log once more, into a temporary database that the operating system
 * removes, and hands it out.
 *
 * @param storage - The ledger whose log is read.
 * @param until - The last instant that counts; all by default.
 * @param use - What to do with it, and with the number of facts that it was derived from.
 * @returns What that gives.
 */
export function withShadow<Result>(
  storage: Storage,
  until: Instant | undefined,
  use: (shadow: State, entries: number) => Result,
): Result {
  const database = new DatabaseSync("");
  try {
    database.exec(
      "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768",
    );
    database.exec(`${STATE_SCHEMA} BEGIN`);
    const shadow = createState(createStatements(database), storage);
    const { failure } = storage;
    const options = until === undefined ? { failure } : { until, failure };
    const entries = replayLog(storage, shadow, options);
    database.exec("COMMIT");
    return use(shadow, entries);
  } finally {
    database.close();
  }
}
