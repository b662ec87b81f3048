import { createIdIndex, type IdIndex } from "./id-index.ts";
import { createIntendedDeliveries, type IntendedDeliveries } from "./intended.ts";
import type { Statements } from "./statements.ts";

/** The derived state of records and deliveries in a database. */
export interface State extends Statements {
  readonly recordIds: IdIndex;
  readonly deliveryIds: IdIndex;
  readonly intended: IntendedDeliveries;
}

/**
 * Finds the derived state in a database.
 *
 * @param statements - The database's statements.
 * @returns The state.
 */
export function createState(statements: Statements): State {
  return {
    ...statements,
    recordIds: createIdIndex(statements, "record"),
    deliveryIds: createIdIndex(statements, "delivery"),
    intended: createIntendedDeliveries(),
  };
}
