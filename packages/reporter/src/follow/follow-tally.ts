import type { Settlement } from "@usage-billing/core";
import { Quantity } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import type { ChannelSummary } from "../summaries.ts";
import { isBilled } from "./find-alarm.ts";
import type { Alarm, FollowedChannel, StateChange } from "./follow-types.ts";

const ALARMS_LISTED = 100;

/** Adds up what following finds at one channel, in bounded memory. */
export class FollowTally {
  readonly #changes = new Map<string, StateChange>();
  readonly #alarms: Alarm[] = [];
  #alarmsOmitted = 0;
  #deliveries = 0;

  /** Counts a delivery that was asked for. */
  countDelivery(): void {
    this.#deliveries += 1;
  }

  /**
   * Adds what became of a record, if anything is new.
   *
   * @param held - The record as the ledger had it.
   * @param settlement - What the channel says.
   */
  add({ record, state, outcome }: LedgerRecord, settlement: Settlement): void {
    const { status: to } = settlement;
    if (to === "absent" || to === "unknown") return;
    const billed = isBilled(settlement);
    if (to === state && billed === isBilled(outcome)) return;
    const { meter, quantity } = record;
    const key = JSON.stringify([state, to, billed, meter ?? ""]);
    const before = this.#changes.get(key);
    this.#changes.set(key, {
      from: state,
      to,
      isBilled: billed,
      ...(meter === undefined ? {} : { meter }),
      count: 1 + (before?.count ?? 0),
      quantity: quantity.plus(before?.quantity ?? Quantity.zero),
    });
  }

  /**
   * Keeps an alarm.
   *
   * @param alarm - The alarm.
   */
  alarm(alarm: Alarm): void {
    if (this.#alarms.length < ALARMS_LISTED) this.#alarms.push(alarm);
    else this.#alarmsOmitted += 1;
  }

  /**
   * Sums up.
   *
   * @param run - The errors of the channel's work.
   * @returns The summary of the channel.
   */
  summarize(run: ChannelSummary): FollowedChannel {
    const { channel, error, failures, failuresOmitted } = run;
    const changes = [...this.#changes.entries()].sort(([left], [right]) => (left < right ? -1 : 1));
    return {
      channel,
      deliveries: this.#deliveries,
      changes: changes.map(([, change]) => change),
      alarms: this.#alarms,
      alarmsOmitted: this.#alarmsOmitted,
      ...(error === undefined ? {} : { error }),
      failures,
      failuresOmitted,
    };
  }
}
