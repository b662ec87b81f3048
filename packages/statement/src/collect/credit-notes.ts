import { formatInstant, type Instant } from "@usage-billing/core";
import type { LedgerRecord, StatedCredit } from "@usage-billing/ledger";
import type { CreditLine, CreditNote } from "../statement.ts";
import { ComparedSums } from "./compared-sums.ts";
import { Keyed, present } from "./keyed.ts";

function toNote(
  { record, outcome }: LedgerRecord,
  { at, credit, replacement, grounds }: StatedCredit,
  product: string | undefined,
): CreditNote {
  const { recordId, channel, subscription, meter, quantity, period } = record;
  const billed = outcome?.status === "accepted" ? outcome.billingReference : undefined;
  return {
    ...{ recordId, channel, ...present({ product }), subscription, ...present({ meter }) },
    ...{ credit: credit.toString(), quantity: quantity.toString() },
    period: { start: formatInstant(period.start), end: formatInstant(period.end) },
    ...present({ billingReference: billed, replacement }),
    ...{ statedAt: formatInstant(at), ...grounds },
  };
}

/** What corrections left to be credited, found again at the records that pass by; there is little of it. */
export class CreditNotes {
  readonly #known = new Map<string, StatedCredit[]>();
  readonly #notes: { readonly at: Instant; readonly note: CreditNote }[] = [];
  readonly #lines = new Keyed(() => new ComparedSums());

  /** Takes in what the ledger has, before its records are read. */
  know(credits: readonly StatedCredit[]): void {
    for (const credit of credits) {
      const { recordId } = credit.record;
      this.#known.set(recordId, [...(this.#known.get(recordId) ?? []), credit]);
    }
  }

  /** What is to be credited of a record that belongs to an earlier statement. */
  addElsewhere(held: LedgerRecord): void {
    this.#find(held, "elsewhere");
  }

  /** Gives what is to be credited of a record that the statement counts. */
  add(held: LedgerRecord, product: string | undefined): readonly StatedCredit[] {
    const found = this.#find(held, "stated");
    for (const credit of found) {
      this.#notes.push({ at: credit.at, note: toNote(held, credit, product) });
    }
    return found;
  }

  #find({ record }: LedgerRecord, side: "elsewhere" | "stated"): readonly StatedCredit[] {
    if (this.#known.size === 0) return [];
    const found = this.#known.get(record.recordId) ?? [];
    const sums = found.length === 0 ? undefined : this.#lines.at(record.channel, record.meter);
    for (const { credit } of found) sums?.[side].add(1, credit);
    return found;
  }

  /** Adds what the ledger has, after its records were read. */
  addLedger(credits: readonly StatedCredit[]): void {
    for (const { record, credit } of credits) {
      this.#lines.at(record.channel, record.meter).ledger.add(1, credit);
    }
  }

  /** The notes in the order in which they were stated. */
  toList(): readonly CreditNote[] {
    return this.#notes.toSorted((one, other) => one.at - other.at).map(({ note }) => note);
  }

  /** The comparison with the ledger. */
  toReconciliation(): { readonly agrees: boolean; readonly credits: readonly CreditLine[] } {
    const all = [...this.#lines.entries()];
    const credits = all.map(([[channel = "", meter], sums]) => ({
      ...{ channel, ...present({ meter }) },
      ...sums.toAmounts(),
    }));
    return { agrees: all.every(([, sums]) => sums.agree), credits };
  }
}
