import type { Ledger } from "@usage-billing/ledger";
import { belongsTo } from "./collect/belongs.ts";
import { productOf } from "./collect/product-of.ts";
import { toOpenRecord } from "./collect/to-open-record.ts";
import type { StatementOptions } from "./collect-statement.ts";
import { OPEN_STATES } from "./standings.ts";
import type { OpenRecord } from "./statement.ts";

/**
 * Lists every open record of a period, where a statement lists only the gravest and oldest.
 *
 * @param ledger - The ledger; nothing is changed.
 * @param options - The period, and what of it.
 * @returns The records, channel by channel in the order in which they were taken in; one page is in memory
 * at a time.
 * @throws {@link LedgerError} When the ledger cannot be read.
 */
export async function* listOpenRecords(
  ledger: Pick<Ledger, "records">,
  { period, channels, products, signal }: Omit<StatementOptions, "openLimit" | "now">,
): AsyncGenerator<OpenRecord> {
  for (const channel of channels === undefined ? [undefined] : new Set(channels)) {
    const query = { period, states: OPEN_STATES, ...(channel === undefined ? {} : { channel }) };
    for await (const held of ledger.records(query)) {
      signal?.throwIfAborted();
      if (!belongsTo(held.record.period, period)) continue;
      yield toOpenRecord(held, productOf(held.record, products));
    }
  }
}
