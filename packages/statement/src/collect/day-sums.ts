import type { Period, UsageRecord } from "@usage-billing/core";
import { type Day, findDay, listDays } from "../days.ts";
import type { Share } from "../standings.ts";
import type { DayFigures, DaySeries } from "../statement.ts";
import { Keyed, present } from "./keyed.ts";
import { StandingSums } from "./sums.ts";

function toFigures(day: string, sums: StandingSums): DayFigures {
  const { reported, accepted, billed, open, disputed } = sums.toFigures();
  return {
    day,
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
  readonly #days: readonly Day[];

  /**
   * Begins without usage.
   *
   * @param period - The period whose usage is added.
   * @param zone - The time zone whose days are counted; UTC when left out.
   */
  constructor(period: Period, zone?: string) {
    this.#days = listDays(period, zone);
  }

  /** Adds a record in its parts; what was corrected or dismissed is no usage. */
  add({ channel, meter, period }: UsageRecord, shares: readonly Share[]): void {
    const days = this.#series.at(channel, meter);
    const number = findDay(this.#days, period.start);
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
      days: [...days]
        .sort(([one], [other]) => one - other)
        .map(([number, sums]) => toFigures(this.#days[number]?.day ?? "", sums)),
    }));
    return series.filter(({ days }) => days.length > 0);
  }
}
