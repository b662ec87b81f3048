import type { ChangeSet } from "../decide/change-set.ts";
import type { DeliveryRow, RecordRow } from "../decide/rows.ts";

/** How many records are kept in memory before all are forgotten. */
const MAXIMUM_RECORDS = 20_000;

/** A delivery with its records, as the file has them. */
export interface IntendedDelivery {
  readonly row: DeliveryRow;
  readonly members: readonly RecordRow[];
}

/** The rows of deliveries that were intended and not touched since, so that they need not be read again. */
export interface IntendedDeliveries {
  /** Gives a delivery with its records. */
  get(deliveryId: string): IntendedDelivery | undefined;
  /** Keeps what a change has intended and forgets what it has moved; only once it is committed. */
  keep(set: ChangeSet): void;
  /** Forgets everything, because the rows were replaced. */
  forget(): void;
}

/** The deliveries some of whose rows a change has moved; neighbours in one delivery name it once. */
function movedDeliveries(set: ChangeSet): Set<string> {
  const moved = new Set<string>();
  let last: string | undefined;
  for (const { id } of set.changedDeliveries) moved.add(id);
  for (const { before, after } of set.changedRecords) {
    for (const id of [before?.deliveryId, after.deliveryId]) {
      if (id === undefined || id === last) continue;
      moved.add(id);
      last = id;
    }
  }
  return moved;
}

/**
 * Keeps intended deliveries in memory: most have their outcome soon after.
 *
 * @returns The deliveries; none at first.
 */
export function createIntendedDeliveries(): IntendedDeliveries {
  const known = new Map<string, IntendedDelivery>();
  let records = 0;

  function remove(id: string): void {
    const found = known.get(id);
    if (found === undefined) return;
    known.delete(id);
    records -= found.members.length;
  }

  function forget(): void {
    known.clear();
    records = 0;
  }

  return {
    get: (id) => known.get(id),
    keep: (set) => {
      if (known.size > 0) for (const id of movedDeliveries(set)) remove(id);
      for (const { id, after } of set.mentionedDeliveries) {
        const found = known.get(id);
        if (found !== undefined) known.set(id, { ...found, row: after });
      }
      for (const fact of set.facts) {
        if (fact.kind !== "intent") continue;
        const row = set.delivery(fact.deliveryId);
        if (row?.sequence !== fact.sequence) continue;
        const members = set.membersOf(fact.deliveryId);
        if (records + members.length > MAXIMUM_RECORDS) forget();
        if (members.length > MAXIMUM_RECORDS) continue;
        known.set(fact.deliveryId, { row, members });
        records += members.length;
      }
    },
    forget,
  };
}
