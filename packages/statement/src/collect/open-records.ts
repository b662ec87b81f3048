import type { LedgerRecord, RecordState } from "@usage-billing/ledger";
import { OPEN_STATES } from "../standings.ts";
import type { OpenList, OpenRecord } from "../statement.ts";
import { Keyed } from "./keyed.ts";
import { toOpenRecord } from "./to-open-record.ts";

/** Counts open records and keeps the oldest of every state. Records come in the order of their age. */
export class OpenRecords {
  readonly #limit: number;
  readonly #counts = new Keyed(() => ({ records: 0 }));
  readonly #kept = new Map<RecordState, OpenRecord[]>(OPEN_STATES.map((state) => [state, []]));

  /**
   * Makes an empty list.
   *
   * @param limit - How many records are listed at most.
   */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Adds a record, if it is open. */
  add(held: LedgerRecord, product: string | undefined): void {
    const kept = this.#kept.get(held.state);
    if (kept === undefined) return;
    this.#counts.at(held.record.channel, held.state).records += 1;
    if (kept.length < this.#limit) kept.push(toOpenRecord(held, product));
  }

  /** What is open, the gravest first. */
  toList(): OpenList {
    const counts = [...this.#counts.entries()].map(([[channel = "", state], { records }]) => ({
      channel,
      state: state as RecordState,
      records,
    }));
    counts.sort((one, other) => OPEN_STATES.indexOf(one.state) - OPEN_STATES.indexOf(other.state));
    return {
      total: counts.reduce((sum, { records }) => sum + records, 0),
      counts,
      records: [...this.#kept.values()].flat().slice(0, this.#limit),
    };
  }
}
