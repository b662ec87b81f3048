import type { Meters } from "./meters.ts";
import { MonthFailure } from "./month-failure.ts";
import type { SampleRow } from "./sample.ts";
import type { Stage } from "./stage.ts";
import type { Twins } from "./start-twins.ts";
import { moveWorldClock } from "./world-clock.ts";

const HOUR = 3_600_000;

/** What all parts of the month share. */
export class Month {
  readonly stage: Stage;
  readonly twins: Twins;
  readonly meters: Meters;
  /** What was used in truth; nothing of it is known to the ledger or the command. */
  readonly truth: readonly SampleRow[];
  /** The record whose request was never answered. */
  unanswered = "";
  #expected = 0;

  /**
   * Begins a month.
   *
   * @param place - Where it is played.
   * @param truth - What was used in truth.
   */
  constructor(
    { stage, meters }: { readonly stage: Stage; readonly meters: Meters },
    truth: readonly SampleRow[],
  ) {
    this.stage = stage;
    this.twins = stage.twins;
    this.meters = meters;
    this.truth = truth;
  }

  /** Moves the time to an hour (UTC) of the day after a day of October. */
  moveTo(day: number, hour: number): void {
    moveWorldClock(Date.UTC(2026, 9, day + 1) + hour * HOUR);
  }

  /**
   * Takes note that the channels have to hold more.
   *
   * @param records - How many records more.
   */
  expect(records: number): void {
    this.#expected += records;
  }

  /**
   * Says how much the channels hold.
   *
   * @throws {@link MonthFailure} When it is not as much as it should be.
   */
  checkHeld(): void {
    const { connect, rebilly, twocheckout } = this.twins;
    const counts = [connect, rebilly, twocheckout].map(
      (twin) => [twin.api, twin.usage().length] as const,
    );
    const words = counts.map(([api, count]) => `${api} ${count}`).join(", ");
    const held = counts.reduce((sum, [, count]) => sum + count, 0);
    if (held === this.#expected) {
      this.stage.say(`  Held by now: ${words} records; metered were as many.`);
      return;
    }
    throw new MonthFailure(
      `The channels hold ${held} records instead of ${this.#expected} (${words}).`,
    );
  }
}
