import type { Meters } from "./meters.ts";
import { MonthFailure } from "./month-failure.ts";
import type { SampleRow } from "./sample.ts";
import type { Stage } from "./stage.ts";
import type { Twins } from "./start-twins.ts";
import { moveWorldClock } from "./world-clock.ts";

const HOUR = 3_600_000;

/** Counts the usage that the channels hold, without what was rejected. */
export function countHeld(twins: Twins): number {
  return counts(twins).reduce((sum, [, count]) => sum + count, 0);
}

function counts({ connect, rebilly, twocheckout }: Twins): readonly (readonly [string, number])[] {
  return [connect, rebilly, twocheckout].map((twin) => [twin.api, twin.usage().length]);
}

/** What all parts of the month share. */
export class Month {
  readonly stage: Stage;
  readonly twins: Twins;
  readonly meters: Meters;
  /** What was used in truth; nothing of it is known to the ledger or the command. */
  readonly truth: readonly SampleRow[];

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

  /** Says how much each channel holds. */
  held(): string {
    return counts(this.twins)
      .map(([api, count]) => `${api} ${count}`)
      .join(", ");
  }

  /**
   * Checks how many records the channels hold.
   *
   * @param expected - How many there should be.
   * @param when - For the message.
   * @throws {@link MonthFailure} When there are more or fewer.
   */
  requireHeld(expected: number, when: string): void {
    const held = countHeld(this.twins);
    if (held === expected) return;
    throw new MonthFailure(
      `The channels hold ${held} records instead of ${expected} ${when} (${this.held()}).`,
    );
  }
}
