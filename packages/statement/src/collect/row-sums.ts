import type { UsageRecord } from "@usage-billing/core";
import type { ChannelTotal, Counts, MeterLine, StatementRow } from "../statement.ts";
import { Keyed, present } from "./keyed.ts";
import { type Part, StandingSums } from "./sums.ts";

/** The rows of a statement with their totals. */
export interface Table {
  readonly counts: Counts;
  readonly channels: readonly ChannelTotal[];
  readonly meters: readonly MeterLine[];
  readonly rows: readonly StatementRow[];
}

/** Usage by channel, product, subscription and meter. */
export class RowSums {
  readonly #rows = new Keyed(() => new StandingSums());

  /** Adds a record in its parts, and what is to be credited of it. */
  add(record: UsageRecord, product: string | undefined, parts: readonly Part[]): void {
    const sums = this.#rows.at(record.channel, product, record.subscription, record.meter);
    for (const part of parts) sums.add(part);
  }

  /** The rows, and the totals that are added up of them. */
  toTable(): Table {
    const all = new StandingSums();
    const channels = new Keyed(() => new StandingSums());
    const meters = new Keyed(() => new StandingSums());
    const rows: StatementRow[] = [];
    for (const [[channel = "", product, subscription = "", meter], sums] of this.#rows.entries()) {
      for (const total of [all, channels.at(channel), meters.at(channel, product, meter)]) {
        total.addSums(sums);
      }
      const names = { channel, ...present({ product }), subscription, ...present({ meter }) };
      rows.push({ ...names, figures: sums.toFigures() });
    }
    return {
      counts: all.toCounts(),
      channels: [...channels.entries()].map(([[channel = ""], sums]) => ({
        channel,
        counts: sums.toCounts(),
      })),
      meters: [...meters.entries()].map(([[channel = "", product, meter], sums]) => ({
        channel,
        ...present({ product, meter }),
        figures: sums.toFigures(),
      })),
      rows,
    };
  }
}
