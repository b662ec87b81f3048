import { Quantity } from "@usage-billing/core";
import type { RecordSum } from "./model.ts";
import type { RecordState } from "./state-machine.ts";

/** What of a record is added up. */
export interface Summand {
  readonly channel: string;
  readonly meter: string | undefined;
  readonly state: RecordState;
  /** The exact decimal as text. */
  readonly quantity: string;
  /** What a channel stored of a `partial` record, as text. */
  readonly stored: string | undefined;
}

/** Adds records up per channel, meter and state, exactly. */
export class RecordSums {
  readonly #sums = new Map<string, RecordSum>();

  /** Adds a record. */
  add({ channel, meter, state, ...amounts }: Summand): void {
    const key = JSON.stringify([channel, meter ?? "", state]);
    const sum = this.#sums.get(key);
    const quantity = Quantity.parse(amounts.quantity);
    const stored = amounts.stored === undefined ? quantity : Quantity.parse(amounts.stored);
    this.#sums.set(key, {
      channel,
      ...(meter === undefined ? {} : { meter }),
      state,
      count: (sum?.count ?? 0) + 1,
      quantity: sum === undefined ? quantity : quantity.plus(sum.quantity),
      stored: sum === undefined ? stored : stored.plus(sum.stored),
    });
  }

  /** The sums, ordered by channel, meter and state. */
  toArray(): RecordSum[] {
    return [...this.#sums.entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, sum]) => sum);
  }
}
