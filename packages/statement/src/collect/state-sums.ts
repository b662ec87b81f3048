import type { LedgerRecord, RecordState, RecordSum } from "@usage-billing/ledger";
import type { Amount, Reconciliation } from "../statement.ts";
import { Keyed, present } from "./keyed.ts";
import { Sum } from "./sums.ts";

/** What the ledger, this statement and those beside it say of one channel, meter and state. */
interface Sides {
  readonly stated: Sum;
  readonly elsewhere: Sum;
  readonly ledger: Sum;
}

function equals(one: Amount, other: Amount): boolean {
  return one.records === other.records && one.quantity === other.quantity;
}

/** Compares what a statement counts with the ledger's own sums. */
export class StateSums {
  readonly #lines = new Keyed<Sides>(() => ({
    stated: new Sum(),
    elsewhere: new Sum(),
    ledger: new Sum(),
  }));

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
  toReconciliation(): Reconciliation {
    let agrees = true;
    const lines = [...this.#lines.entries()].map(([[channel = "", meter, state], sides]) => {
      const both = new Sum();
      both.addSum(sides.stated);
      both.addSum(sides.elsewhere);
      const ledger = sides.ledger.toAmount();
      agrees &&= equals(both.toAmount(), ledger);
      return {
        channel,
        ...present({ meter }),
        state: state as RecordState,
        stated: sides.stated.toAmount(),
        elsewhere: sides.elsewhere.toAmount(),
        ledger,
      };
    });
    return { agrees, lines };
  }
}
