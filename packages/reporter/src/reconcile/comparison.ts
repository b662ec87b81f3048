import type { ChannelCapabilities, HeldUsage, Period } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import type { DifferenceStore } from "./difference-store.ts";
import { type GroupMatch, matchGroup } from "./match-group.ts";
import { meterOfKey, toHeldPiece, toKey, toReportedPiece } from "./piece.ts";
import type { KeyedGroup, Look, PieceStore } from "./piece-store.ts";
import type { HeldSink } from "./read-held.ts";
import { standingOf } from "./standing.ts";
import { type Sign, Totals } from "./totals.ts";

/** Whether usage belongs to a period: it starts in it. */
function startsIn({ start, end }: Period, usage: { readonly period: Period }): boolean {
  return usage.period.start >= start && usage.period.start < end;
}

/** Drops what was listed twice, as happens when pages shift while they are read. */
function withoutRepeats(group: KeyedGroup): KeyedGroup {
  const held = [...new Map(group.held.map((piece) => [piece.reference, piece])).values()];
  return held.length === group.held.length ? group : { ...group, held };
}

/** Both sides of one channel's period, the groups that they make, and what these add up to. */
export class Comparison {
  readonly pieces: PieceStore;
  readonly differences: DifferenceStore;
  readonly totals: Totals = new Totals();
  readonly capabilities: ChannelCapabilities;
  readonly period: Period;
  matched = 0;
  #pieceCount = 0;

  /** Makes it of empty stores. */
  constructor(
    stores: { readonly pieces: PieceStore; readonly differences: DifferenceStore },
    about: { readonly capabilities: ChannelCapabilities; readonly period: Period },
  ) {
    this.pieces = stores.pieces;
    this.differences = stores.differences;
    this.capabilities = about.capabilities;
    this.period = about.period;
  }

  /** Takes in what the channel holds. The second look takes only what it is about. */
  sink(look: Look, onAdded: () => void): HeldSink {
    let mark = 0;
    return {
      add: (usage) => {
        this.#addHeld(look, usage);
        onAdded();
      },
      begin: () => {
        mark = this.pieces.mark(look);
      },
      forget: () => {
        for (const { key, quantity } of this.pieces.forgetAfter(look, mark)) {
          if (look === "second") continue;
          this.#pieceCount -= 1;
          this.totals.addHeld(meterOfKey(key, this.capabilities), quantity, -1);
        }
      },
    };
  }

  #addHeld(look: Look, usage: HeldUsage): void {
    if (!startsIn(this.period, usage)) return;
    const key = toKey(usage, this.capabilities);
    if (look === "second" && !this.pieces.isAgain(key)) return;
    this.pieces.addHeld(look, key, toHeldPiece(usage));
    if (look === "second") return;
    this.#pieceCount += 1;
    this.totals.addHeld(meterOfKey(key, this.capabilities), usage.quantity.toString());
  }

  /** Takes in a record of the ledger. */
  addReported(look: Look, held: LedgerRecord): void {
    if (!startsIn(this.period, held.record)) return;
    const key = toKey(held.record, this.capabilities);
    const piece = toReportedPiece(held);
    this.pieces.addReported(look, key, piece);
    if (look === "second") return;
    this.#pieceCount += 1;
    this.#countReported(key, piece, 1);
  }

  /** Compares the first look's groups. */
  compareFirst(): void {
    this.pieces.findOdd("first");
    let inOddGroups = 0;
    for (const group of this.pieces.oddGroups("first")) {
      inOddGroups += group.reported.length + group.held.length;
      this.#countMatch(group, this.#match(group), 1);
    }
    this.matched += (this.#pieceCount - inOddGroups) / 2;
  }

  /** Puts the second look's groups in the place of the first look's. */
  compareAgain(): void {
    this.pieces.forgetDifferencesAgain();
    for (const group of this.pieces.firstGroupsAgain()) {
      this.#countPieces(group, -1);
      this.#countMatch(group, this.#match(group), -1);
    }
    for (const group of this.pieces.secondGroups()) {
      this.#countPieces(group, 1);
      this.#countMatch(group, this.#match(group), 1);
    }
  }

  #match(group: KeyedGroup): GroupMatch {
    return matchGroup(withoutRepeats(group), this.capabilities.recordIdReadBack);
  }

  #countReported(key: string, piece: KeyedGroup["reported"][number], sign: Sign): void {
    const { state, quantity } = piece;
    const meter = meterOfKey(key, this.capabilities);
    const standing = standingOf(state);
    if (standing === "maybe") this.totals.addInFlight(state, meter, { quantity, sign });
    if (standing === "expected" || standing === "refused") {
      this.totals.addReported(meter, quantity, sign);
    }
  }

  #countPieces({ key, reported, held }: KeyedGroup, sign: Sign): void {
    for (const piece of reported) this.#countReported(key, piece, sign);
    const meter = meterOfKey(key, this.capabilities);
    for (const { quantity } of held) this.totals.addHeld(meter, quantity, sign);
  }

  /** Counts a match, and keeps its differences; with -1 it takes back the count only. */
  #countMatch(group: KeyedGroup, match: GroupMatch, sign: Sign): void {
    const { key } = group;
    const meter = meterOfKey(key, this.capabilities);
    const back = sign === 1 ? -1 : 1;
    this.matched += sign * match.matched;
    for (const { quantity } of match.absorbed) this.totals.addHeld(meter, quantity, back);
    for (const { quantity } of match.heldThoughRefused) {
      this.totals.addReported(meter, quantity, back);
    }
    const kept = new Set(withoutRepeats(group).held);
    for (const piece of group.held) {
      if (!kept.has(piece)) this.totals.addHeld(meter, piece.quantity, back);
    }
    if (sign === -1) return;
    for (const { kind, reported, held } of match.differences) {
      this.differences.add({
        ...{ key, kind },
        ...(reported === undefined
          ? {}
          : { recordId: reported.recordId, quantity: reported.quantity }),
        ...(held === undefined ? {} : { held: { ...held, key } }),
      });
    }
  }
}
