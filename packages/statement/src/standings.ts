import type { Quantity } from "@usage-billing/core";
import type { LedgerRecord, RecordState } from "@usage-billing/ledger";
import type { Standing } from "./statement.ts";

/** Every standing in the order in which a record passes through them. */
export const STANDINGS: readonly Standing[] = [
  "billed",
  "accepted",
  "open",
  "disputed",
  "corrected",
  "dismissed",
];

/** What a state of the ledger means for a statement. */
export interface StateMeaning {
  readonly standing: Standing;
  /** How far the record came: 1 planned, 2 sent, 3 taken, 4 accepted; 0 when it counts no more. */
  readonly step: 0 | 1 | 2 | 3 | 4;
  /** A few words for people. */
  readonly words: string;
}

/**
 * Every state, the gravest first. A record that is being replaced counts no more, because its replacement
 * does, whatever becomes of the change; one that is being taken back counts until it is.
 */
export const STATE_MEANINGS: Readonly<Record<RecordState, StateMeaning>> = {
  disputed: { standing: "disputed", step: 3, words: "the channel holds something else" },
  ambiguous: {
    standing: "open",
    step: 2,
    words: "the channel may hold it; somebody has to decide",
  },
  unknown: { standing: "open", step: 2, words: "whether the channel holds it is not known" },
  retracting: { standing: "open", step: 3, words: "being taken back" },
  correcting: { standing: "corrected", step: 0, words: "being replaced" },
  replacing: { standing: "open", step: 1, words: "about to replace another record" },
  sending: { standing: "open", step: 2, words: "on its way" },
  refused: { standing: "open", step: 1, words: "breaks a rule, and is not held" },
  partial: { standing: "accepted", step: 4, words: "stored only in part" },
  unsent: { standing: "open", step: 1, words: "not sent: the channel was not reached" },
  waiting: { standing: "open", step: 1, words: "not sent yet" },
  pending: { standing: "open", step: 3, words: "waits for acceptance at the channel" },
  accepted: { standing: "accepted", step: 4, words: "accepted" },
  corrected: { standing: "corrected", step: 0, words: "replaced" },
  retracted: { standing: "corrected", step: 0, words: "taken back" },
  dismissed: { standing: "dismissed", step: 0, words: "refused, and never to be billed" },
};

const DONE: readonly RecordState[] = ["accepted", "corrected", "retracted", "dismissed"];

/** The states in which something is left to do, the gravest first. */
export const OPEN_STATES: readonly RecordState[] = (
  Object.keys(STATE_MEANINGS) as readonly RecordState[]
).filter((state) => !DONE.includes(state));

/** A part of a record that stands alike. */
export interface Share {
  readonly standing: Standing;
  /** 1 for the record itself, 0 for the rest of one that was counted already. */
  readonly records: 0 | 1;
  readonly quantity: Quantity;
}

/**
 * Tells what a channel stored of a record.
 *
 * @param record - The record.
 * @returns The quantity that it stored, where that is not the record's own.
 */
export function storedOf({ state, outcome }: LedgerRecord): Quantity | undefined {
  return state === "partial" && outcome?.status === "partial" ? outcome.stored : undefined;
}

function isBilled({ state, outcome }: LedgerRecord): boolean {
  if (state !== "accepted" || outcome?.status !== "accepted") return false;
  return outcome.billingReference !== undefined;
}

/**
 * Splits a record into what stands where.
 *
 * @param held - The record.
 * @returns One share, or of a record that the channel stored in part two: what it stored is accepted, the
 * rest is open.
 */
export function splitRecord(held: LedgerRecord): readonly Share[] {
  const { quantity } = held.record;
  const stored = storedOf(held);
  if (stored !== undefined) {
    return [
      { standing: "accepted", records: 1, quantity: stored },
      { standing: "open", records: 0, quantity: quantity.minus(stored) },
    ];
  }
  const standing = isBilled(held) ? "billed" : STATE_MEANINGS[held.state].standing;
  return [{ standing, records: 1, quantity }];
}

/**
 * Tells how far a record has come on its way from planned to billed.
 *
 * @param held - The record.
 * @returns 1 planned, 2 sent, 3 taken, 4 accepted, 5 billed; 0 when it counts no more.
 */
export function stepOf(held: LedgerRecord): number {
  if (isBilled(held)) return 5;
  if (held.state === "refused") return held.deliveryId === undefined ? 1 : 2;
  return STATE_MEANINGS[held.state].step;
}
