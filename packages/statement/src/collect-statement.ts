import { formatInstant, type Instant, type Period } from "@usage-billing/core";
import type { Ledger, LedgerRecord } from "@usage-billing/ledger";
import { belongsTo } from "./collect/belongs.ts";
import { CreditNotes } from "./collect/credit-notes.ts";
import { DaySums } from "./collect/day-sums.ts";
import { FunnelCounts } from "./collect/funnel-counts.ts";
import { findMissing } from "./collect/missing-windows.ts";
import { OpenRecords } from "./collect/open-records.ts";
import { productOf } from "./collect/product-of.ts";
import { RowSums } from "./collect/row-sums.ts";
import { StateSums } from "./collect/state-sums.ts";
import { splitRecord } from "./standings.ts";
import type { PeriodStanding, Reconciliation, Statement } from "./statement.ts";

/** What is stated. */
export interface StatementQuery {
  /** The period, half-open in UTC. */
  readonly period: Period;
  /** The IANA name of the time zone whose days usage is counted by; UTC when left out. */
  readonly zone?: string;
  /** Only these channels; all when left out. */
  readonly channels?: readonly string[];
}

/** What a statement is made with. */
export interface StatementOptions extends StatementQuery {
  /** The product of a channel's records that name none, by the channel's id. */
  readonly products?: ReadonlyMap<string, string>;
  /** How many open records are listed; 1,000 when left out. All are counted. */
  readonly openLimit?: number;
  /** The present instant; the machine's clock when left out. */
  readonly now?: Instant;
  /** Ends it early; its reason is thrown. */
  readonly signal?: AbortSignal;
}

const OPEN_LIMIT = 1_000;

/** Everything that is added up while the records pass by. */
class Collection {
  readonly rows: RowSums = new RowSums();
  readonly days: DaySums;
  readonly funnel: FunnelCounts = new FunnelCounts();
  readonly states: StateSums = new StateSums();
  readonly credits: CreditNotes = new CreditNotes();
  readonly open: OpenRecords;
  readonly #options: StatementOptions;

  constructor(options: StatementOptions) {
    this.open = new OpenRecords(options.openLimit ?? OPEN_LIMIT);
    this.days = new DaySums(options.period, options.zone);
    this.#options = options;
  }

  add(held: LedgerRecord): void {
    const { period, products } = this.#options;
    if (!belongsTo(held.record.period, period)) {
      this.states.add(held, "elsewhere");
      this.credits.addElsewhere(held);
      return;
    }
    const product = productOf(held.record, products);
    const shares = splitRecord(held);
    this.states.add(held, "stated");
    const credited = this.credits
      .add(held, product)
      .map(({ credit }) => ({ standing: "credited", records: 1, quantity: credit }) as const);
    this.rows.add(held.record, product, [...shares, ...credited]);
    this.days.add(held.record, shares);
    this.funnel.add(held);
    this.open.add(held, product);
  }

  toReconciliation(): Reconciliation {
    const { agrees, credits } = this.credits.toReconciliation();
    const states = this.states.toReconciliation();
    return { ...states, agrees: states.agrees && agrees, credits };
  }
}

function standingOf(period: Period, now: Instant, isOpen: boolean): PeriodStanding {
  if (now < period.end) return "running";
  return isOpen ? "open" : "settled";
}

/**
 * States a period: what was reported, accepted and billed of which subscription, what is open, and what is to
 * be credited outside the API. It reads
 * the ledger record by record; what it keeps grows with the subscriptions and their meters, not with the
 * records.
 *
 * @param ledger - The ledger; nothing is changed.
 * @param options - The period, and what of it.
 * @returns The statement; `reconciliation` compares it with the ledger's own sums, which differ only when
 * the ledger was written to meanwhile.
 * @throws {@link LedgerError} When the ledger cannot be read.
 * @throws RangeError When the time zone is not known.
 * @example
 * ```ts
 * const period = { start: Date.UTC(2026, 9, 1), end: Date.UTC(2026, 10, 1) };
 * const statement = await collectStatement(ledger, { period });
 * for (const { subscription, figures } of statement.rows) console.log(subscription, figures.billed);
 * ```
 */
export async function collectStatement(
  ledger: Pick<Ledger, "credits" | "records" | "sums" | "windows">,
  options: StatementOptions,
): Promise<Statement> {
  const { period, zone, channels, signal, now = Date.now() } = options;
  const collection = new Collection(options);
  for (const channel of channels === undefined ? [undefined] : new Set(channels)) {
    const query = { period, ...(channel === undefined ? {} : { channel }) };
    collection.credits.know(await ledger.credits(query));
    for await (const held of ledger.records(query)) {
      signal?.throwIfAborted();
      collection.add(held);
    }
    collection.states.addLedger(await ledger.sums(query));
    collection.credits.addLedger(await ledger.credits(query));
  }
  const open = collection.open.toList();
  const missing = await findMissing(ledger, options);
  return {
    period: { start: formatInstant(period.start), end: formatInstant(period.end) },
    ...(zone === undefined ? {} : { zone }),
    takenAt: formatInstant(now),
    standing: standingOf(period, now, open.total + missing.length > 0),
    ...collection.rows.toTable(),
    series: collection.days.toSeries(),
    funnel: collection.funnel.toFunnels(),
    open,
    credits: collection.credits.toList(),
    missing,
    reconciliation: collection.toReconciliation(),
  };
}
