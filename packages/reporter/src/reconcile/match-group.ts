import { Quantity } from "@usage-billing/core";
import { type HeldPiece, isClosedWithoutReference, type ReportedPiece } from "./piece.ts";
import type { DifferenceKind } from "./reconcile-types.ts";
import { type Standing, standingOf } from "./standing.ts";

/** The pieces of one subscription, meter and time. */
export interface Group {
  readonly reported: readonly ReportedPiece[];
  readonly held: readonly HeldPiece[];
}

/** A difference within a group. */
export interface GroupDifference {
  readonly kind: DifferenceKind;
  readonly reported?: ReportedPiece;
  readonly held?: HeldPiece;
}

/** What a group comes to. */
export interface GroupMatch {
  /** How many pairs are equal. */
  readonly matched: number;
  readonly differences: readonly GroupDifference[];
  /** What is held of records in flight. */
  readonly absorbed: readonly HeldPiece[];
  /** Refused records that are held: they are told of as held, not as rejected. */
  readonly heldThoughRefused: readonly ReportedPiece[];
}

/** A record and the held piece that it is. */
interface Pair {
  readonly reported: ReportedPiece;
  readonly held: HeldPiece;
}

/** Whether a record and a held piece belong together, by one kind of evidence. */
type Rule = (record: ReportedPiece, piece: HeldPiece) => boolean;

const isNamed: Rule = ({ recordId }, piece) => piece.recordId === recordId;
const isReferred: Rule = ({ reference }, piece) => piece.reference === reference;
const isEqual: Rule = ({ quantity }, piece) => piece.quantity === quantity;
const isStored: Rule = ({ stored }, piece) => piece.quantity === stored;
const isNameless: Rule = (_, piece) => piece.recordId === undefined;

const isLess: Rule = (record, piece) =>
  record.mayBeTrimmed &&
  Quantity.parse(piece.quantity).compare(Quantity.parse(record.quantity)) < 0;

const all =
  (...rules: readonly Rule[]): Rule =>
  (record, piece) =>
    rules.every((rule) => rule(record, piece));

/** The channel's own evidence, the best first, before what merely looks alike. */
const EVIDENCE: readonly Rule[] = [
  all(isNamed, isReferred),
  all(isNamed, isEqual),
  isNamed,
  all(isNameless, isReferred),
  all(isNameless, isEqual),
  all(isNameless, isStored),
];

/** What else could be a record of which nothing better is held. */
const LIKENESS: readonly Rule[] = [all(isNameless, isLess), isNameless];

/** A group while pairs are taken out of it. */
class Remainder {
  readonly reported: Set<ReportedPiece>;
  readonly held: Set<HeldPiece>;

  constructor({ reported, held }: Group) {
    this.reported = new Set(reported);
    this.held = new Set(held);
  }

  /** Takes out the pairs that fit the rules, each record and piece once. */
  take(standing: Standing, rules: readonly Rule[]): Pair[] {
    return rules.flatMap((rule) => this.#takeBy(standing, rule));
  }

  #takeBy(standing: Standing, rule: Rule): Pair[] {
    const pairs: Pair[] = [];
    for (const reported of this.reported) {
      if (this.held.size === 0) break;
      if (standingOf(reported.state) !== standing) continue;
      const held = [...this.held].find((piece) => rule(reported, piece));
      if (held === undefined) continue;
      this.reported.delete(reported);
      this.held.delete(held);
      pairs.push({ reported, held });
    }
    return pairs;
  }
}

function judge({ reported, held }: Pair): DifferenceKind | undefined {
  if (!isEqual(reported, held)) return isLess(reported, held) ? "trimmed" : "quantity-differs";
  return isClosedWithoutReference(held) ? "closed-without-reference" : undefined;
}

/** What a piece is that no record is left for: a double of one that has its piece, or unknown. */
function explainSurplus(
  piece: HeldPiece,
  taken: readonly Pair[],
  namesRecords: boolean,
): GroupDifference {
  // Where the channel gives record ids back, usage without one was written by somebody else.
  const isDouble = ({ reported, held }: Pair): boolean =>
    piece.recordId === undefined
      ? !namesRecords && held.quantity === piece.quantity
      : isNamed(reported, piece);
  const copied = taken.find(isDouble);
  if (copied === undefined) return { kind: "unknown-here", held: piece };
  return { kind: "duplicate", reported: copied.reported, held: piece };
}

/**
 * Pairs the records of one subscription, meter and time with what a channel holds of them.
 *
 * Pieces with a record id go to that record; others to the record that the ledger knows by their reference,
 * then to one of equal quantity. What is in flight takes what could be it. What is left differs.
 *
 * @param group - The pieces.
 * @param namesRecords - Whether the channel gives record ids back.
 * @returns How many pairs are equal, and what differs.
 */
export function matchGroup(group: Group, namesRecords: boolean): GroupMatch {
  const rest = new Remainder(group);
  const sure = rest.take("expected", EVIDENCE);
  const maybe = rest.take("maybe", [...EVIDENCE, all(isNameless, isLess)]);
  const alike = rest.take("expected", LIKENESS);
  const pairs = [...sure, ...alike];
  const doubled = [...rest.held].map((piece) =>
    explainSurplus(piece, [...pairs, ...maybe], namesRecords),
  );
  const doubles = doubled.filter(({ kind }) => kind === "duplicate");
  for (const { held } of doubles) if (held !== undefined) rest.held.delete(held);
  const former = [
    ...rest.take("absent", namesRecords ? [isNamed] : EVIDENCE),
    ...rest.take("refused", namesRecords ? [isNamed] : EVIDENCE),
  ];
  const leftOf = (standing: Standing) =>
    [...rest.reported].filter(({ state }) => standingOf(state) === standing);
  const judged = pairs.map((pair) => ({ kind: judge(pair), ...pair }));
  return {
    matched: judged.filter(({ kind }) => kind === undefined).length,
    differences: [
      ...judged.flatMap(({ kind, ...pair }) => (kind === undefined ? [] : [{ kind, ...pair }])),
      ...doubles,
      ...former.map((pair) => ({ kind: "unknown-here" as const, ...pair })),
      ...[...rest.held].map((held) => ({ kind: "unknown-here" as const, held })),
      ...leftOf("expected").map((reported) => ({ kind: "missing-there" as const, reported })),
      ...leftOf("refused").map((reported) => ({ kind: "rejected" as const, reported })),
    ],
    absorbed: maybe.map(({ held }) => held),
    heldThoughRefused: former
      .map(({ reported }) => reported)
      .filter(({ state }) => standingOf(state) === "refused"),
  };
}
