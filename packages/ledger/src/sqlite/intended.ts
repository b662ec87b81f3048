import type { ChangeSet } from "../decide/change-set.ts";
import type { DeliveryRow, RecordRow } from "../decide/rows.ts";

/** How many records are put into memory before all are forgotten. */
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

/** What is in memory of a delivery; nothing when its rows were touched. */
interface Place {
  delivery: IntendedDelivery | undefined;
}

/**
 * Keeps intended deliveries in memory: most have their outcome soon after.
 *
 * @returns The deliveries; none at first.
 */
export function createIntendedDeliveries(): IntendedDeliveries {
  // What was touched keeps its place until all are forgotten: a map that shrinks looks at all that is left.
  const places = new Map<string, Place>();
  let records = 0;

  function empty(id: string): void {
    const place = places.get(id);
    if (place !== undefined) place.delivery = undefined;
  }

  /** Forgets the deliveries some of whose rows a change has moved; neighbours in one name it once. */
  function emptyMoved(set: ChangeSet): void {
    let last: string | undefined;
    for (const { before, after } of set.changedRecords) {
      const [left, entered] = [before?.deliveryId, after.deliveryId];
      if (left !== undefined && left !== last) empty(left);
      if (entered !== undefined && entered !== left && entered !== last) empty(entered);
      last = entered ?? left;
    }
    for (const { id } of set.changedDeliveries) empty(id);
  }

  function forget(): void {
    places.clear();
    records = 0;
  }

  function keep(set: ChangeSet, deliveryId: string, row: DeliveryRow): void {
    const members = set.membersOf(deliveryId);
    if (records + members.length > MAXIMUM_RECORDS) forget();
    if (members.length > MAXIMUM_RECORDS) return;
    places.set(deliveryId, { delivery: { row, members } });
    records += members.length;
  }

  return {
    get: (id) => places.get(id)?.delivery,
    keep: (set) => {
      if (places.size > 0) emptyMoved(set);
      for (const { id, after } of set.mentionedDeliveries) {
        const place = places.get(id);
        if (place?.delivery !== undefined) place.delivery = { ...place.delivery, row: after };
      }
      for (const fact of set.facts) {
        if (fact.kind !== "intent") continue;
        const row = set.delivery(fact.deliveryId);
        if (row?.sequence === fact.sequence) keep(set, fact.deliveryId, row);
      }
    },
    forget,
  };
}
