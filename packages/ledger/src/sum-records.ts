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

/** An exact sum of decimals: whole numbers, by how many decimals they stand for. */
class ExactSum {
  readonly #byDecimals: bigint[] = [];

  add(text: string): void {
    const point = text.indexOf(".");
    const decimals = point < 0 ? 0 : text.length - point - 1;
    const digits = point < 0 ? text : text.slice(0, point) + text.slice(point + 1);
    this.#byDecimals[decimals] = (this.#byDecimals[decimals] ?? 0n) + BigInt(digits);
  }

  toQuantity(): Quantity {
    let sum = Quantity.parse("0");
    for (const [decimals, whole = 0n] of this.#byDecimals.entries()) {
      if (whole === 0n) continue;
      const digits = (whole < 0n ? -whole : whole).toString().padStart(decimals + 1, "0");
      const point = digits.length - decimals;
      const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
      sum = sum.plus(Quantity.parse(whole < 0n ? `-${text}` : text));
    }
    return sum;
  }
}

/** The records of one channel, meter and state. */
interface Group {
  readonly key: string;
  readonly of: Pick<RecordSum, "channel" | "meter" | "state">;
  count: number;
  readonly quantity: ExactSum;
  readonly stored: ExactSum;
}

function createGroup({ channel, meter, state }: Summand): Group {
  return {
    key: JSON.stringify([channel, meter ?? "", state]),
    of: { channel, ...(meter === undefined ? {} : { meter }), state },
    count: 0,
    quantity: new ExactSum(),
    stored: new ExactSum(),
  };
}

/** Adds records up per channel, meter and state, exactly. */
export class RecordSums {
  readonly #groups = new Map<string, Group>();

  /** Adds a record. */
  add(summand: Summand): void {
    const { channel, meter, state, quantity, stored } = summand;
    const name = `${state}\n${channel}\n${meter ?? ""}`;
    let group = this.#groups.get(name);
    if (group === undefined) {
      group = createGroup(summand);
      this.#groups.set(name, group);
    }
    group.count += 1;
    group.quantity.add(quantity);
    if (state === "partial") group.stored.add(stored ?? quantity);
  }

  /** The sums, ordered by channel, meter and state. */
  toArray(): RecordSum[] {
    return [...this.#groups.values()]
      .sort((left, right) => (left.key < right.key ? -1 : 1))
      .map(({ of, count, quantity, stored }) => {
        const total = quantity.toQuantity();
        const kept = of.state === "partial" ? stored.toQuantity() : total;
        return { ...of, count, quantity: total, stored: kept };
      });
  }
}
