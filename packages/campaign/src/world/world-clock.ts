import { setImmediate as nextTurn } from "node:timers/promises";

/** The time of a campaign: it stands still but for those who wait, and then it moves on at once. */
export interface WorldClock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** Waits until the time has come; nothing but {@link WorldClock.advance} brings it. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Moves the time on, and lets everything happen that was waiting for it; gives the time then. */
  advance(milliseconds: number): Promise<number>;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** So many turns of the event loop read and handle every request that has reached a socket by now. */
const TURNS = 4;

async function letHappen(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
}

/**
 * Makes the clock that twins and reporter share. Who waits for an absent record or a slow platform
 * moves the time on, so that lags of seconds take no time and are kept all the same.
 *
 * @param start - The first instant.
 * @returns The clock.
 */
export function createWorldClock(start: number): WorldClock {
  let now = start;
  let sleepers: Sleeper[] = [];
  let moving: Promise<unknown> = Promise.resolve();

  function takeDue(target: number): Sleeper | undefined {
    const due = sleepers.filter((sleeper) => sleeper.due <= target);
    const first = due.toSorted((left, right) => left.due - right.due)[0];
    sleepers = sleepers.filter((sleeper) => sleeper !== first);
    return first;
  }

  async function moveTo(target: number): Promise<number> {
    await letHappen();
    for (let sleeper = takeDue(target); sleeper !== undefined; sleeper = takeDue(target)) {
      now = Math.max(now, sleeper.due);
      sleeper.wake();
      await letHappen();
    }
    now = Math.max(now, target);
    return now;
  }

  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const sleeper = { due: now + milliseconds, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason);
        });
      }),
    advance: (milliseconds) => {
      const moved = moving.then(() => moveTo(now + milliseconds));
      moving = moved;
      return moved;
    },
  };
}
