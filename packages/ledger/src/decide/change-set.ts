import type { LedgerError } from "../ledger-error.ts";
import { evolveDelivery } from "./evolve-delivery.ts";
import { evolveRecord } from "./evolve-record.ts";
import type { Fact, Stamp } from "./facts.ts";
import type { DeliveryRow, RecordRow } from "./rows.ts";

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
  readonly #records = new Map<string, RecordRow>();
  readonly #deliveries = new Map<string, DeliveryRow>();
  readonly #memberIds = new Map<string, readonly string[]>();
  readonly #changedRecords = new Map<string, RecordRow | undefined>();
  readonly #changedDeliveries = new Map<string, DeliveryRow | undefined>();
  readonly #mentionedDeliveries = new Set<string>();
  readonly #joinedRecords = new Map<string, readonly string[]>();
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

  /** The records whose rows are not as they were put there: their ids, and the rows that were. */
  get changedRecords(): ReadonlyMap<string, RecordRow | undefined> {
    return this.#changedRecords;
  }

  /** The deliveries that facts are about, but no change of their rows: only the last fact is another. */
  get mentionedDeliveries(): ReadonlySet<string> {
    return this.#mentionedDeliveries;
  }

  /** The deliveries whose rows are not as they were put there: their ids, and the rows that were. */
  get changedDeliveries(): ReadonlyMap<string, DeliveryRow | undefined> {
    return this.#changedDeliveries;
  }

  /** The ids of the records that replace others in deliveries, by the delivery's id. */
  get joinedRecords(): ReadonlyMap<string, readonly string[]> {
    return this.#joinedRecords;
  }

  /** The row of a record that was put there or is new. */
  record(recordId: string): RecordRow | undefined {
    return this.#records.get(recordId);
  }

  /** The row of a delivery that was put there or is new. */
  delivery(deliveryId: string): DeliveryRow | undefined {
    return this.#deliveries.get(deliveryId);
  }

  /** Puts a record there as it is stored. */
  putRecord(row: RecordRow): void {
    this.#records.set(row.id, row);
  }

  /** Puts a delivery there as it is stored, with the ids of its records, which have to be put there too. */
  putDelivery(row: DeliveryRow, memberIds: readonly string[]): void {
    this.#deliveries.set(row.id, row);
    this.#memberIds.set(row.id, memberIds);
  }

  /** The records that are in a delivery now. */
  membersOf(deliveryId: string): readonly RecordRow[] {
    const members: RecordRow[] = [];
    for (const id of this.#memberIds.get(deliveryId) ?? []) {
      const row = this.#records.get(id);
      if (row?.deliveryId === deliveryId) members.push(row);
    }
    return members;
  }

  /** Adds a fact and moves what it moves. */
  add(fact: Fact): void {
    const sequence = this.firstSequence + this.#facts.length;
    const previous = "deliveryId" in fact ? this.#lastAbout(fact.deliveryId) : undefined;
    const stamped: StampedFact = Object.assign(fact, { sequence, at: this.#at, previous });
    this.#facts.push(stamped);
    this.replay(fact, stamped);
  }

  /** Moves what a fact moves that the log has already. */
  replay(fact: Fact, stamp: Stamp): void {
    const deliveryId = "deliveryId" in fact ? fact.deliveryId : undefined;
    const before = deliveryId === undefined ? [] : (this.#memberIds.get(deliveryId) ?? []);
    for (const id of concerns(fact, before)) this.#moveRecord(id, fact, stamp);
    if (deliveryId === undefined) return;
    if (fact.kind === "intent") this.#memberIds.set(deliveryId, fact.recordIds);
    if (fact.kind === "correction-intent" && fact.recordId === fact.replacement) {
      this.#memberIds.set(deliveryId, [...before, fact.recordId]);
      const joined = this.#joinedRecords.get(deliveryId) ?? [];
      this.#joinedRecords.set(deliveryId, [...joined, fact.recordId]);
    }
    this.#moveDelivery(deliveryId, fact, stamp);
  }

  #lastAbout(deliveryId: string | undefined): number | undefined {
    return deliveryId === undefined ? undefined : this.#deliveries.get(deliveryId)?.lastSequence;
  }

  #moveRecord(id: string, fact: Fact, stamp: Stamp): void {
    const before = this.#records.get(id);
    const after = evolveRecord(before, fact, stamp);
    if (after === undefined || after === before) return;
    this.#records.set(id, after);
    if (!this.#changedRecords.has(id)) this.#changedRecords.set(id, before);
  }

  #moveDelivery(id: string, fact: Fact, { sequence, at }: Stamp): void {
    const before = this.#deliveries.get(id);
    const members = () => this.membersOf(id);
    const after = evolveDelivery(before, fact, { sequence, at, members });
    if (after === undefined) return;
    this.#deliveries.set(id, { ...after, lastSequence: sequence });
    if (after === before) this.#mentionedDeliveries.add(id);
    else if (!this.#changedDeliveries.has(id)) this.#changedDeliveries.set(id, before);
  }
}
