import { Quantity } from "@usage-billing/core";
import { STANDINGS } from "../standings.ts";
import type { Amount, Counts, Figure, Figures, Standing } from "../statement.ts";

/** A count with an exact sum. */
export class Sum {
  #records = 0;
  #quantity: Quantity = Quantity.zero;

  /** Adds records with their quantity. */
  add(records: number, quantity: Quantity): void {
    this.#records += records;
    this.#quantity = this.#quantity.isZero ? quantity : this.#quantity.plus(quantity);
  }

  /** Adds another sum. */
  addSum(other: Sum): void {
    this.add(other.#records, other.#quantity);
  }

  /** How many records. */
  get records(): number {
    return this.#records;
  }

  /** The sum as data. */
  toAmount(): Amount {
    return { records: this.#records, quantity: this.#quantity.toString() };
  }
}

const NOTHING: Amount = { records: 0, quantity: "0" };
const REPORTED: readonly Standing[] = ["accepted", "billed", "open", "disputed"];

/** What sums are kept of: everything but `reported`, which is some of them together. */
type Kept = Exclude<Figure, "reported">;

const KEPT: readonly Kept[] = [...STANDINGS, "credited"];

/** A part of a record that stands alike, or what is to be credited of one. */
export interface Part {
  readonly standing: Kept;
  readonly records: number;
  readonly quantity: Quantity;
}

/** Sums by standing; one that nothing was added to takes no room. */
export class StandingSums {
  readonly #sums: Partial<Record<Kept, Sum>> = {};

  #sumOf(standing: Kept): Sum {
    const sum = this.#sums[standing] ?? new Sum();
    this.#sums[standing] = sum;
    return sum;
  }

  /** Adds a part of a record. */
  add({ standing, records, quantity }: Part): void {
    this.#sumOf(standing).add(records, quantity);
  }

  /** Adds other sums. */
  addSums(other: StandingSums): void {
    for (const standing of KEPT) {
      const sum = other.#sums[standing];
      if (sum !== undefined) this.#sumOf(standing).addSum(sum);
    }
  }

  #reported(): Sum {
    const total = new Sum();
    for (const standing of REPORTED) {
      const sum = this.#sums[standing];
      if (sum !== undefined) total.addSum(sum);
    }
    return total;
  }

  /** What stands at one standing. */
  amountOf(standing: Kept): Amount {
    return this.#sums[standing]?.toAmount() ?? NOTHING;
  }

  /** The sums as data. */
  toFigures(): Figures {
    return {
      reported: this.#reported().toAmount(),
      accepted: this.amountOf("accepted"),
      billed: this.amountOf("billed"),
      open: this.amountOf("open"),
      disputed: this.amountOf("disputed"),
      corrected: this.amountOf("corrected"),
      dismissed: this.amountOf("dismissed"),
      credited: this.amountOf("credited"),
    };
  }

  /** How many records stand where. */
  toCounts(): Counts {
    const figures = Object.entries(this.toFigures());
    return Object.fromEntries(figures.map(([key, { records }]) => [key, records])) as Counts;
  }
}
