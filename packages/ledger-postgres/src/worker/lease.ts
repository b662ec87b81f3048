/** The clocks that a lease is measured by, in milliseconds. */
export interface LeaseClocks {
  /** Never goes back, but may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  /** Goes on while the machine sleeps, but may be set. */
  readonly wall: () => number;
}

/** The machine's clocks. */
export const systemClocks: LeaseClocks = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
};

/** One reading of both clocks. */
export interface Reading {
  readonly monotonic: number;
  readonly wall: number;
}

/** The time for which a job is certainly this process's own. */
export interface Lease {
  /** Prolongs it: a sign of life that was sent after this reading has been taken note of. */
  renew(sentAfter: Reading): void;
  /** Whether another process may have the job by now. */
  isOver(): boolean;
}

/**
 * Reads both clocks.
 *
 * @param clocks - The clocks.
 * @returns What they say.
 */
export function readClocks(clocks: LeaseClocks): Reading {
  return { monotonic: clocks.monotonic(), wall: clocks.wall() };
}

/**
 * Begins a lease. The server counts from when it took note of a sign of life, which is after it was sent;
 * counting from before it was sent is therefore on the safe side. It is over as soon as one of the
 * clocks says so: the monotonic one cannot be set, the other one notices that the machine slept.
 *
 * @param milliseconds - How long one sign of life holds, less what the clocks of two machines may differ in pace.
 * @param sentAfter - The clocks before the job was taken.
 * @param clocks - The clocks.
 * @returns The lease.
 */
export function createLease(
  milliseconds: number,
  sentAfter: Reading,
  clocks: LeaseClocks = systemClocks,
): Lease {
  let start = sentAfter;
  return {
    renew: (reading) => {
      start = reading;
    },
    isOver: () => {
      const now = readClocks(clocks);
      return (
        now.monotonic - start.monotonic >= milliseconds || now.wall - start.wall >= milliseconds
      );
    },
  };
}
