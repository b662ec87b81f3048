import { setImmediate as breathe } from "node:timers/promises";

const ROWS = 500;

/**
 * Passes rows on and lets others work now and then: a ledger in a file gives its rows without ever waiting.
 *
 * @param rows - The rows.
 * @param signal - Ends it, when nobody waits for them any more.
 * @returns The same rows.
 */
export async function* takeBreaths<Row>(
  rows: AsyncIterable<Row>,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  let passed = 0;
  for await (const row of rows) {
    signal.throwIfAborted();
    yield row;
    passed += 1;
    if (passed % ROWS === 0) await breathe();
  }
}
