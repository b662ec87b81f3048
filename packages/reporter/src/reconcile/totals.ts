import { Quantity } from "@usage-billing/core";
import type { RecordState } from "@usage-billing/ledger";
import type {
  DifferenceKind,
  DifferenceTotal,
  InFlightTotal,
  MeterTotal,
} from "./reconcile-types.ts";

/** A count and an exact sum that grow and shrink. */
class Sum {
  count = 0;
  quantity: Quantity = Quantity.zero;

  add(quantity: Quantity, sign: Sign): void {
    this.count += sign;
    this.quantity = sign === 1 ? this.quantity.plus(quantity) : this.quantity.minus(quantity);
  }
}

/** 1 adds, -1 takes back what was added before. */
export type Sign = -1 | 1;

const byCodeUnit = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]) =>
  left < right ? -1 : 1;

function sumOf(sums: Map<string, Sum>, name: string): Sum {
  const known = sums.get(name);
  if (known !== undefined) return known;
  const sum = new Sum();
  sums.set(name, sum);
  return sum;
}

const meterPart = (meter: string): { readonly meter?: string } => (meter === "" ? {} : { meter });

/** Adds up, exactly and by meter, what is reported and held, and what is in flight. */
export class Totals {
  readonly #reported = new Map<string, Sum>();
  readonly #held = new Map<string, Sum>();
  readonly #inFlight = new Map<string, Sum>();

  /** Adds a record that the channel is meant to hold. */
  addReported(meter: string, quantity: string, sign: Sign = 1): void {
    sumOf(this.#reported, meter).add(Quantity.parse(quantity), sign);
  }

  /** Adds a piece of held usage. */
  addHeld(meter: string, quantity: string, sign: Sign = 1): void {
    sumOf(this.#held, meter).add(Quantity.parse(quantity), sign);
  }

  /** Adds a record in flight. */
  addInFlight(state: RecordState, meter: string, amount: Amount): void {
    const sum = sumOf(this.#inFlight, JSON.stringify([state, meter]));
    sum.add(Quantity.parse(amount.quantity), amount.sign ?? 1);
  }

  /** By meter, ordered; those without anything left out. */
  byMeter(): readonly MeterTotal[] {
    const meters = [...new Set([...this.#reported.keys(), ...this.#held.keys()])].sort();
    return meters.flatMap((meter) => {
      const [reported, held] = [sumOf(this.#reported, meter), sumOf(this.#held, meter)];
      if (reported.count === 0 && held.count === 0) return [];
      return [
        {
          ...meterPart(meter),
          records: reported.count,
          reported: reported.quantity,
          pieces: held.count,
          held: held.quantity,
          difference: held.quantity.minus(reported.quantity),
        },
      ];
    });
  }

  /** By state and meter, ordered. */
  inFlight(): readonly InFlightTotal[] {
    const sums = [...this.#inFlight].filter(([, { count }]) => count > 0).sort(byCodeUnit);
    return sums.map(([name, { count, quantity }]) => {
      const [state, meter] = JSON.parse(name) as [RecordState, string];
      return { state, ...meterPart(meter), count, quantity };
    });
  }
}

/** A quantity to add or to take back. */
export interface Amount {
  readonly quantity: string;
  readonly sign?: Sign;
}

/** The kinds whose record the channel does not hold as it was reported; what is held more has no record. */
const OF_RECORD: ReadonlySet<DifferenceKind> = new Set<DifferenceKind>([
  "altered",
  "closed-without-reference",
  "missing-there",
  "quantity-differs",
  "rejected",
  "trimmed",
]);

/** Adds up, exactly, the differences by kind and meter. */
export class DifferenceTotals {
  readonly #sums = new Map<string, { reported: Sum; held: Sum; count: number }>();

  /** Adds a difference. */
  add(kind: DifferenceKind, meter: string, sides: Sides): void {
    const name = JSON.stringify([kind, meter]);
    const sums = this.#sums.get(name) ?? { reported: new Sum(), held: new Sum(), count: 0 };
    this.#sums.set(name, sums);
    sums.count += 1;
    const { reported, held } = sides;
    if (OF_RECORD.has(kind) && reported !== undefined) sums.reported.add(reported, 1);
    if (held !== undefined) sums.held.add(held, 1);
  }

  /** By kind and meter, ordered. */
  toArray(): readonly DifferenceTotal[] {
    return [...this.#sums].sort(byCodeUnit).map(([name, { reported, held, count }]) => {
      const [kind, meter] = JSON.parse(name) as [DifferenceKind, string];
      return {
        ...{ kind, ...meterPart(meter), count },
        reported: reported.quantity,
        held: held.quantity,
      };
    });
  }
}

/** The quantities of a difference. */
export interface Sides {
  readonly reported?: Quantity | undefined;
  readonly held?: Quantity | undefined;
}
