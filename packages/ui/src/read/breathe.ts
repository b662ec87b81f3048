import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";

const ROWS = 500;
const MILLISECONDS = 5;

/** Gives way to others, again and again while they want it. */
async function giveWay(mustWait: () => boolean): Promise<void> {
  await breathe();
  while (mustWait()) await pause(MILLISECONDS);
}

/**
 * Passes rows on and lets others work now and then: a ledger in a file gives its rows without ever waiting.
 *
 * @param rows - The rows.
 * @param signal - Ends it, when nobody waits for them any more.
 * @param mustWait - Whether others are waiting for something that is more urgent; never when left out.
 * @returns The same rows.
 */
export async function* takeBreaths<Row>(
  rows: AsyncIterable<Row>,
  signal: AbortSignal,
  mustWait: () => boolean = () => false,
): AsyncGenerator<Row> {
  let passed = 0;
  for await (const row of rows) {
    signal.throwIfAborted();
    yield row;
    passed += 1;
    if (passed % ROWS === 0) await giveWay(mustWait);
  }
}
