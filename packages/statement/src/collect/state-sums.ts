import type { LedgerRecord, RecordState, RecordSum } from "@usage-billing/ledger";
import type { Reconciliation } from "../statement.ts";
import { ComparedSums } from "./compared-sums.ts";
import { Keyed, present } from "./keyed.ts";

/** Compares what a statement counts with the ledger's own sums. */
export class StateSums {
  readonly #lines = new Keyed(() => new ComparedSums());

  /** Adds a record that the statement counts, or that belongs to the one before or after. */
  add({ record, state }: LedgerRecord, side: "stated" | "elsewhere"): void {
    this.#lines.at(record.channel, record.meter, state)[side].add(1, record.quantity);
  }

  /** Adds what the ledger says. */
  addLedger(sums: readonly RecordSum[]): void {
    for (const { channel, meter, state, count, quantity } of sums) {
      this.#lines.at(channel, meter, state).ledger.add(count, quantity);
    }
  }

  /** The comparison. */
  toReconciliation(): Omit<Reconciliation, "credits"> {
    let agrees = true;
    const lines = [...this.#lines.entries()].map(([[channel = "", meter, state], sums]) => {
      agrees &&= sums.agree;
      return {
        ...{ channel, ...present({ meter }), state: state as RecordState },
        ...sums.toAmounts(),
      };
    });
    return { agrees, lines };
  }
}
