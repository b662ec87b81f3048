import type { LedgerRecord } from "@usage-billing/ledger";
import { stepOf } from "../standings.ts";
import type { Funnel } from "../statement.ts";
import { Keyed } from "./keyed.ts";

/** Counts how many records of each channel came how far. */
export class FunnelCounts {
  readonly #steps = new Keyed(() => [0, 0, 0, 0, 0, 0]);

  /** Adds a record. */
  add(held: LedgerRecord): void {
    const steps = this.#steps.at(held.record.channel);
    const step = stepOf(held);
    steps[step] = (steps[step] ?? 0) + 1;
  }

  /** The counts by channel. */
  toFunnels(): readonly Funnel[] {
    return [...this.#steps.entries()].map(([[channel = ""], steps]) => {
      const from = (step: number) => steps.slice(step).reduce((sum, count) => sum + count, 0);
      return {
        channel,
        planned: from(1),
        sent: from(2),
        taken: from(3),
        accepted: from(4),
        billed: from(5),
      };
    });
  }
}
