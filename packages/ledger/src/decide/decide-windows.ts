import { Quantity } from "@usage-billing/core";
import type { LedgerWindow } from "../model.ts";
import type { ChangeSet } from "./change-set.ts";

function findFault({ period, records, quantity }: LedgerWindow): string | undefined {
  if (!(period.start < period.end)) return "does not begin before it ends";
  if (!Number.isSafeInteger(records) || records < 0) return `cannot have ${records} records`;
  if (quantity === undefined) return undefined;
  try {
    Quantity.parse(quantity);
    return undefined;
  } catch {
    return `cannot have the sum "${quantity}": it is no decimal`;
  }
}

/**
 * Decides that a window of a source came to something.
 *
 * @param set - The change.
 * @param window - The window.
 * @throws {@link LedgerError} When it is no window.
 */
export function stateWindow(set: ChangeSet, window: LedgerWindow): void {
  const fault = findFault(window);
  if (fault !== undefined) {
    throw set.failure(`cannot keep a window of source ${window.source}: it ${fault}`);
  }
  set.add({ kind: "window", ...window });
}
