import type { TwinClock } from "../server/twin-clock.ts";

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends TwinClock {
  /** Goes on and wakes whoever waited so long. */
  advance(milliseconds: number): void;
  /** How many are waiting. */
  waiting(): number;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * Makes a clock for tests.
 *
 * @param start - What time it is, ISO 8601.
 * @returns The clock.
 */
export function createManualClock(start: string): ManualClock {
  let present = Date.parse(start);
  let sleepers: Sleeper[] = [];
  return {
    now: () => present,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ due: present + milliseconds, wake });
      }),
    advance: (milliseconds) => {
      present += milliseconds;
      const due = sleepers.filter((sleeper) => sleeper.due <= present);
      sleepers = sleepers.filter((sleeper) => sleeper.due > present);
      for (const { wake } of due) wake();
    },
    waiting: () => sleepers.length,
  };
}
