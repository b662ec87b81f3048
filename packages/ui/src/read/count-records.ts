import type { Quantity } from "@usage-billing/core";
import type { Ledger } from "@usage-billing/ledger";
import type { SumRow } from "../views.ts";
import { takeBreaths } from "./breathe.ts";

interface Sum extends Omit<SumRow, "quantity"> {
  quantity: Quantity;
  records: number;
}

/** How records are counted. */
export interface Counting {
  /** Only of these channels. */
  readonly channels: readonly string[];
  /** Is told how many were counted so far. */
  readonly onProgress: (records: number) => void;
  /** Whether others are waiting for something that is more urgent. */
  readonly mustWait: () => boolean;
  /** Ends the counting. */
  readonly signal: AbortSignal;
}

const TOLD_EVERY = 5_000;

/**
 * Counts and adds up all records, without keeping others of this process from their work.
 *
 * @param ledger - The ledger.
 * @param counting - Which ones, and who is told.
 * @returns Exact sums by channel, meter and state.
 */
export async function countRecords(
  ledger: Pick<Ledger, "records">,
  { channels, onProgress, mustWait, signal }: Counting,
): Promise<readonly SumRow[]> {
  const wanted = new Set(channels);
  const sums = new Map<string, Sum>();
  let passed = 0;
  for await (const { record, state } of takeBreaths(ledger.records(), signal, mustWait)) {
    passed += 1;
    if (passed % TOLD_EVERY === 0) onProgress(passed);
    const { channel, meter, quantity } = record;
    if (!wanted.has(channel)) continue;
    const key = JSON.stringify([channel, meter, state]);
    const sum = sums.get(key);
    if (sum === undefined) {
      const named = meter === undefined ? { channel, state } : { channel, state, meter };
      sums.set(key, { ...named, quantity, records: 1 });
    } else {
      sum.quantity = sum.quantity.plus(quantity);
      sum.records += 1;
    }
  }
  return [...sums.values()].map((sum) => ({ ...sum, quantity: sum.quantity.toString() }));
}

/**
 * Counts and adds up all records where the ledger does it elsewhere.
 *
 * @param ledger - The ledger.
 * @param channels - Only of these channels.
 * @returns Exact sums by channel, meter and state.
 */
export async function askForSums(
  ledger: Pick<Ledger, "sums">,
  channels: readonly string[],
): Promise<readonly SumRow[]> {
  const sums = await ledger.sums();
  return sums
    .filter(({ channel }) => channels.includes(channel))
    .map(({ channel, meter, state, count, quantity }) => ({
      ...(meter === undefined ? { channel, state } : { channel, state, meter }),
      records: count,
      quantity: quantity.toString(),
    }));
}
