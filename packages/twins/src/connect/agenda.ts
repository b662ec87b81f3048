import type { TwinClock } from "../server/twin-clock.ts";

/** What the platform will do by itself, by the clock. */
export interface Agenda {
  /** Puts something off for so many milliseconds. */
  add(milliseconds: number, run: () => void): void;
  /** Does what has come due, in its order. */
  runDue(): void;
  /** The time at which what is being done came due; the clock's time otherwise. */
  now(): number;
  /** Forgets everything. */
  clear(): void;
}

interface Entry {
  readonly at: number;
  readonly run: () => void;
}

/**
 * Makes an empty agenda. It needs no timer: nobody can see the platform's own work before the next
 * request, which catches up with it first.
 *
 * @param clock - The time now.
 * @returns The agenda.
 */
export function createAgenda(clock: TwinClock): Agenda {
  let entries: readonly Entry[] = [];
  let present: number | undefined;
  const now = (): number => present ?? clock.now();
  return {
    now,
    add: (milliseconds, run) => {
      const at = now() + milliseconds;
      const after = entries.findLastIndex((entry) => entry.at <= at) + 1;
      entries = entries.toSpliced(after, 0, { at, run });
    },
    runDue: () => {
      const end = clock.now();
      for (let [first] = entries; first !== undefined && first.at <= end; [first] = entries) {
        entries = entries.slice(1);
        present = first.at;
        try {
          first.run();
        } finally {
          present = undefined;
        }
      }
    },
    clear: () => {
      entries = [];
    },
  };
}
