import { createIdIndex, type IdIndex } from "./id-index.ts";
import { createIntendedDeliveries, type IntendedDeliveries } from "./intended.ts";
import { createLaneDeliveries, type LaneDeliveries } from "./lane-deliveries.ts";
import { createOutcomes, type Outcomes } from "./outcomes.ts";
import type { Statements } from "./statements.ts";

/** The derived state of records and deliveries in a database. */
export interface State extends Statements {
  readonly recordIds: IdIndex;
  readonly deliveryIds: IdIndex;
  readonly laneDeliveries: LaneDeliveries;
  readonly intended: IntendedDeliveries;
  /** What the facts say that the state refers to. */
  readonly outcomes: Outcomes;
  /** Forgets what is in memory, because a transaction was rolled back or the rows were replaced. */
  forgetState(): void;
}

/**
 * Finds the derived state in a database.
 *
 * @param statements - The database's statements.
 * @param log - Those of the database that has the log; the same one by default.
 * @returns The state.
 */
export function createState(statements: Statements, log: Statements = statements): State {
  const laneDeliveries = createLaneDeliveries(statements);
  const parts = {
    recordIds: createIdIndex(statements, "record"),
    deliveryIds: createIdIndex(statements, "delivery", laneDeliveries.merge),
    laneDeliveries,
    intended: createIntendedDeliveries(),
    outcomes: createOutcomes(log),
  };
  const forgetState = (): void => {
    for (const part of Object.values(parts)) part.forget();
  };
  return { ...statements, ...parts, forgetState };
}
