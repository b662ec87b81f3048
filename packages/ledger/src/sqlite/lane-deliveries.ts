import type { Statements } from "./statements.ts";

/** Finds the deliveries of a lane. */
export interface LaneDeliveries {
  /** Gives the numbers of a lane's deliveries; some may be there no more. */
  find(lane: number): number[];
  /** Adds a delivery that was just written; only within a transaction. */
  add(lane: number, sequence: number): void;
  /** Writes those down that are above the mark, which is moved afterwards; only within a transaction. */
  merge(): void;
  /** Forgets what was read, because a transaction was rolled back or the rows were replaced. */
  forget(): void;
}

const ABOVE = "seq > (SELECT seq FROM indexed WHERE subject = 'delivery')";

/**
 * Puts an index on the lanes of deliveries, which is kept as that of their ids is: those above the mark are
 * found in memory.
 *
 * @param statements - The database's statements.
 * @returns The index.
 */
export function createLaneDeliveries(statements: Statements): LaneDeliveries {
  let known: Map<number, number[]> | undefined;

  function put(lanes: Map<number, number[]>, lane: number, sequence: number): void {
    const found = lanes.get(lane);
    if (found === undefined) lanes.set(lane, [sequence]);
    else found.push(sequence);
  }

  function fresh(): Map<number, number[]> {
    if (known !== undefined) return known;
    known = new Map();
    const sql = `SELECT lane, seq FROM deliveries WHERE ${ABOVE} ORDER BY seq`;
    for (const { lane, seq } of statements.all<{ lane: number; seq: number }>(sql)) {
      put(known, lane, seq);
    }
    return known;
  }

  return {
    find: (lane) => {
      const sql = "SELECT seq FROM lane_deliveries WHERE lane = ? ORDER BY seq";
      const written = statements.all<{ seq: number }>(sql, lane).map(({ seq }) => seq);
      return [...written, ...(fresh().get(lane) ?? [])];
    },
    add: (lane, sequence) => {
      if (known !== undefined) put(known, lane, sequence);
    },
    merge: () => {
      statements.run(
        `INSERT OR IGNORE INTO lane_deliveries SELECT lane, seq FROM deliveries WHERE ${ABOVE} ORDER BY lane, seq`,
      );
      known = new Map();
    },
    forget: () => {
      known = undefined;
    },
  };
}
