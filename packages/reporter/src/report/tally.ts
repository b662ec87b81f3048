import { type Outcome, Quantity, type UsageRecord } from "@usage-billing/core";
import { toError } from "../classify-error.ts";
import type { ChannelSummary, NotableRecord, OutcomeSum, ReportFailure } from "../summaries.ts";

const NOTABLE_LISTED = 100;
const FAILURES_LISTED = 20;

/** Adds up what a report does at one channel, in bounded memory. */
export class Tally {
  readonly #channel: string;
  readonly #sums = new Map<string, OutcomeSum>();
  readonly #notable: NotableRecord[] = [];
  readonly #failures: ReportFailure[] = [];
  #notableOmitted = 0;
  #failuresOmitted = 0;
  #deliveries = 0;
  #finished = 0;
  #error: Error | undefined;

  /**
   * Begins at nothing.
   *
   * @param channel - The channel's id.
   */
  constructor(channel: string) {
    this.#channel = channel;
  }

  /** How many records have got an outcome, unknown included. */
  get finished(): number {
    return this.#finished;
  }

  /** Counts a delivery that was answered or settled. */
  countDelivery(): void {
    this.#deliveries += 1;
  }

  /** Counts records that are over for this report. */
  countFinished(count: number): void {
    this.#finished += count;
  }

  /**
   * Adds to the sum of records that stand alike.
   *
   * @param sum - What to add.
   */
  addSum(sum: OutcomeSum): void {
    const key = JSON.stringify([sum.status, sum.meter ?? ""]);
    const before = this.#sums.get(key);
    this.#sums.set(key, {
      ...sum,
      count: sum.count + (before?.count ?? 0),
      quantity: sum.quantity.plus(before?.quantity ?? Quantity.zero),
      stored: sum.stored.plus(before?.stored ?? Quantity.zero),
    });
  }

  /**
   * Adds a record with its outcome. Unknown ones are added at the end, from the ledger.
   *
   * @param record - The record.
   * @param outcome - What became of it.
   */
  add(record: UsageRecord, outcome: Exclude<Outcome, { status: "unknown" }>): void {
    const { status } = outcome;
    const { meter, quantity } = record;
    const stored = status === "partial" ? outcome.stored : quantity;
    this.addSum({ status, ...(meter === undefined ? {} : { meter }), count: 1, quantity, stored });
    if (status === "partial" || status === "refused") this.note({ record, outcome });
  }

  /**
   * Keeps a record that somebody should look at.
   *
   * @param notable - The record and its outcome.
   */
  note(notable: NotableRecord): void {
    if (this.#notable.length < NOTABLE_LISTED) this.#notable.push(notable);
    else this.#notableOmitted += 1;
  }

  /**
   * Keeps an error.
   *
   * @param thrown - What was thrown.
   * @param deliveryId - The delivery that it happened to.
   */
  fail(thrown: unknown, deliveryId?: string): void {
    if (this.#failures.length >= FAILURES_LISTED) {
      this.#failuresOmitted += 1;
      return;
    }
    const error = toError(thrown);
    this.#failures.push({ error, ...(deliveryId === undefined ? {} : { deliveryId }) });
  }

  /**
   * Keeps the error for which the channel is given up, the first one.
   *
   * @param thrown - What was thrown.
   */
  giveUp(thrown: unknown): void {
    this.#error ??= toError(thrown);
  }

  /**
   * Sums up.
   *
   * @returns The summary of the channel.
   */
  summarize(): ChannelSummary {
    const sums = [...this.#sums.entries()].sort(([left], [right]) => (left < right ? -1 : 1));
    return {
      channel: this.#channel,
      deliveries: this.#deliveries,
      sums: sums.map(([, sum]) => sum),
      notable: this.#notable,
      notableOmitted: this.#notableOmitted,
      ...(this.#error === undefined ? {} : { error: this.#error }),
      failures: this.#failures,
      failuresOmitted: this.#failuresOmitted,
    };
  }
}
