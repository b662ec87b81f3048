import type { LedgerError } from "../ledger-error.ts";
import { evolveDelivery } from "./evolve-delivery.ts";
import { evolveRecord } from "./evolve-record.ts";
import type { Fact, Stamp } from "./facts.ts";
import { type DeliveryRow, IN_DOUBT, type RecordRow } from "./rows.ts";

/** A fact with its number and time, and with the number of the one before it that is about the same delivery. */
export type StampedFact = Fact & Stamp & { readonly previous?: number | undefined };

/** Where the facts of a change begin. */
export interface ChangeSetStart {
  /** The number of the first fact. */
  readonly sequence: number;
  /** The time of all of them, in milliseconds since 1970. */
  readonly at: number;
  /** Makes an error that names the ledger. */
  readonly failure: (reason: string) => LedgerError;
}

/** A row that a change has moved. */
export interface RowChange<Row> {
  readonly id: string;
  /** The row as it was put there; `undefined` when it is new. */
  readonly before: Row | undefined;
  /** The row as it is now. */
  readonly after: Row;
}

/** A row that a change is about. */
interface Tracked<Row> {
  readonly id: string;
  before: Row | undefined;
  after: Row;
  isChanged: boolean;
}

/** A delivery that a change is about. */
interface TrackedDelivery extends Tracked<DeliveryRow> {
  /** The ids of its records, of which some may have left it. */
  memberIds: readonly string[];
  isMentioned: boolean;
}

/** A fact's number and time, and the delivery that it is about, where the change has it. */
interface Moved {
  readonly stamp: Stamp;
  readonly tracked: TrackedDelivery | undefined;
}

/** The ids of the records that a fact may move, given its delivery's. */
function concerns(fact: Fact, memberIds: readonly string[]): readonly string[] {
  if ("recordId" in fact) return [fact.recordId];
  if (fact.kind === "intent") return fact.recordIds;
  if ("outcomes" in fact) return fact.outcomes.map(({ recordId }) => recordId);
  return fact.kind === "step" ? [] : memberIds;
}

/**
 * One change of the ledger while it is being decided: the rows that it is about, put there by the storage
 * before, and the facts that it comes to, stored with the changed rows afterwards.
 */
export class ChangeSet {
  /** The number of the first fact; rows with this number or a greater one are new. */
  readonly firstSequence: number;
  /** Makes an error that names the ledger. */
  readonly failure: (reason: string) => LedgerError;
  readonly #at: number;
  readonly #records = new Map<string, Tracked<RecordRow>>();
  readonly #deliveries = new Map<string, TrackedDelivery>();
  readonly #changedRecords: Tracked<RecordRow>[] = [];
  readonly #changedDeliveries: TrackedDelivery[] = [];
  readonly #mentionedDeliveries: TrackedDelivery[] = [];
  readonly #joinedRecords = new Map<string, readonly string[]>();
  #hasIntents = false;
  readonly #facts: StampedFact[] = [];

  /**
   * Begins a change without rows and facts.
   *
   * @param start - Where its facts begin.
   */
  constructor({ sequence, at, failure }: ChangeSetStart) {
    this.firstSequence = sequence;
    this.failure = failure;
    this.#at = at;
  }

  /** The facts, in their order. */
  get facts(): readonly StampedFact[] {
    return this.#facts;
  }

  /** The records whose rows are not as they were put there. */
  get changedRecords(): readonly RowChange<RecordRow>[] {
    return this.#changedRecords;
  }

  /** The deliveries whose rows are not as they were put there. */
  get changedDeliveries(): readonly RowChange<DeliveryRow>[] {
    return this.#changedDeliveries;
  }

  /** The deliveries that facts are about, but no change of their rows: only the last fact is another. */
  get mentionedDeliveries(): readonly RowChange<DeliveryRow>[] {
    return this.#mentionedDeliveries.filter(({ isChanged }) => !isChanged);
  }

  /** The ids of the records that replace others in deliveries, by the delivery's id. */
  get joinedRecords(): ReadonlyMap<string, readonly string[]> {
    return this.#joinedRecords;
  }

  /** The row of a record that was put there or is new. */
  record(recordId: string): RecordRow | undefined {
    return this.#records.get(recordId)?.after;
  }

  /** The row of a delivery that was put there or is new. */
  delivery(deliveryId: string): DeliveryRow | undefined {
    return this.#deliveries.get(deliveryId)?.after;
  }

  /** The row of a delivery as it was put there. */
  deliveryBefore(deliveryId: string): DeliveryRow | undefined {
    return this.#deliveries.get(deliveryId)?.before;
  }

  /** Whether a delivery is of the same intent as when it was put there, and not a later one of its id. */
  isSameDelivery(deliveryId: string): boolean {
    if (!this.#hasIntents) return true;
    const found = this.#deliveries.get(deliveryId);
    return found === undefined || found.before?.sequence === found.after.sequence;
  }

  /** Puts a record there as it is stored. */
  putRecord(row: RecordRow): void {
    const { id } = row;
    this.#records.set(id, { id, before: row, after: row, isChanged: false });
  }

  /** Puts a delivery there as it is stored, with the ids of its records, which have to be put there too. */
  putDelivery(row: DeliveryRow, memberIds: readonly string[]): void {
    const { id } = row;
    const flags = { isChanged: false, isMentioned: false };
    this.#deliveries.set(id, { id, before: row, after: row, memberIds, ...flags });
  }

  /** The records that are in a delivery now. */
  membersOf(deliveryId: string): readonly RecordRow[] {
    const members: RecordRow[] = [];
    for (const id of this.#deliveries.get(deliveryId)?.memberIds ?? []) {
      const row = this.record(id);
      if (row?.deliveryId === deliveryId) members.push(row);
    }
    return members;
  }

  /** Adds a fact and moves what it moves. */
  add(fact: Fact): void {
    const sequence = this.firstSequence + this.#facts.length;
    const tracked = this.#trackedOf(fact);
    const previous = tracked?.after.lastSequence;
    const stamp: StampedFact = Object.assign(fact, { sequence, at: this.#at, previous });
    this.#facts.push(stamp);
    this.#move(fact, { stamp, tracked });
  }

  /** Moves what a fact moves that the log has already. */
  replay(fact: Fact, stamp: Stamp): void {
    this.#move(fact, { stamp, tracked: this.#trackedOf(fact) });
  }

  #trackedOf(fact: Fact): TrackedDelivery | undefined {
    if (!("deliveryId" in fact) || fact.deliveryId === undefined) return undefined;
    return this.#deliveries.get(fact.deliveryId);
  }

  #move(fact: Fact, moved: Moved): void {
    const { stamp, tracked } = moved;
    for (const id of concerns(fact, tracked?.memberIds ?? [])) this.#moveRecord(id, fact, stamp);
    if (!("deliveryId" in fact) || fact.deliveryId === undefined) return;
    if (fact.kind === "intent") this.#hasIntents = true;
    if (fact.kind === "correction-intent" && fact.recordId === fact.replacement) {
      this.#join(fact.recordId, fact.deliveryId, tracked);
    }
    this.#moveDelivery(fact.deliveryId, fact, moved);
  }

  #join(recordId: string, deliveryId: string, tracked: TrackedDelivery | undefined): void {
    if (tracked !== undefined) tracked.memberIds = [...tracked.memberIds, recordId];
    const joined = this.#joinedRecords.get(deliveryId) ?? [];
    this.#joinedRecords.set(deliveryId, [...joined, recordId]);
  }

  #moveRecord(id: string, fact: Fact, stamp: Stamp): void {
    const tracked = this.#records.get(id);
    const after = evolveRecord(tracked?.after, fact, stamp);
    if (after === undefined || after === tracked?.after) return;
    const moved = tracked ?? { id, before: undefined, after, isChanged: false };
    moved.after = after;
    if (tracked === undefined) this.#records.set(id, moved);
    if (moved.isChanged) return;
    moved.isChanged = true;
    this.#changedRecords.push(moved);
  }

  /** Whether a delivery has a record of which nobody knows whether the channel holds it. */
  #hasDoubts(id: string, memberIds: readonly string[]): boolean {
    for (const recordId of memberIds) {
      const row = this.record(recordId);
      if (row?.deliveryId === id && IN_DOUBT.has(row.state)) return true;
    }
    return false;
  }

  #moveDelivery(id: string, fact: Fact, { stamp, tracked }: Moved): void {
    const { sequence, at } = stamp;
    const memberIds = fact.kind === "intent" ? fact.recordIds : (tracked?.memberIds ?? []);
    const isInDoubt = () => this.#hasDoubts(id, memberIds);
    const before = tracked?.after;
    const evolved = evolveDelivery(before, fact, { sequence, at, isInDoubt });
    if (evolved === undefined) return;
    const isMoved = evolved !== before;
    const after = isMoved ? evolved : { ...evolved, lastSequence: sequence };
    const flags = { isChanged: false, isMentioned: false };
    const found = tracked ?? { id, before: undefined, after, memberIds, ...flags };
    found.after = after;
    found.memberIds = memberIds;
    if (tracked === undefined) this.#deliveries.set(id, found);
    if (!isMoved && !found.isMentioned) {
      found.isMentioned = true;
      this.#mentionedDeliveries.push(found);
    } else if (isMoved && !found.isChanged) {
      found.isChanged = true;
      this.#changedDeliveries.push(found);
    }
  }
}
