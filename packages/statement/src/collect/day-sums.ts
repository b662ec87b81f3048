import type { UsageRecord } from "@usage-billing/core";
import type { Share } from "../standings.ts";
import type { DayFigures, DaySeries } from "../statement.ts";
import { dayNumberOf, formatDay } from "./belongs.ts";
import { Keyed, present } from "./keyed.ts";
import { StandingSums } from "./sums.ts";

function toDay([number, sums]: readonly [number, StandingSums]): DayFigures {
  const { reported, accepted, billed, open, disputed } = sums.toFigures();
  return {
    day: formatDay(number),
    records: reported.records,
    accepted: accepted.quantity,
    billed: billed.quantity,
    open: open.quantity,
    disputed: disputed.quantity,
  };
}

/** Usage by channel, meter and day. */
export class DaySums {
  readonly #series = new Keyed<Map<number, StandingSums>>(() => new Map());

  /** Adds a record in its parts; what was corrected or dismissed is no usage. */
  add({ channel, meter, period }: UsageRecord, shares: readonly Share[]): void {
    const days = this.#series.at(channel, meter);
    const number = dayNumberOf(period);
    for (const share of shares) {
      if (share.standing === "corrected" || share.standing === "dismissed") continue;
      const sums = days.get(number) ?? new StandingSums();
      days.set(number, sums);
      sums.add(share);
    }
  }

  /** The days with usage, by channel and meter. */
  toSeries(): readonly DaySeries[] {
    const series = [...this.#series.entries()].map(([[channel = "", meter], days]) => ({
      channel,
      ...present({ meter }),
      days: [...days].sort(([one], [other]) => one - other).map(toDay),
    }));
    return series.filter(({ days }) => days.length > 0);
  }
}
