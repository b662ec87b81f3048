import type { Json, JsonObject } from "../document/document.ts";

/**
 * What a difference means for code that was generated from the committed document.
 *
 * - `breaking`: a request that was right may be refused, or an answer may not be what the types say.
 * - `safe`: something new that nobody has to use, or something that became easier.
 * - `undocumented`: the committed document says more than upstream does.
 */
export type DifferenceKind = "breaking" | "safe" | "undocumented";

/** A change of the committed document that makes it say what upstream says. */
export interface Edit {
  /** The object of the committed document that is changed. */
  readonly node: JsonObject;
  /** The members on the way from it to what is set; the last one is set. */
  readonly path: readonly string[];
  /** What upstream has there; absent when it is to be taken away. Its references are upstream's. */
  readonly value?: Json;
}

/** One structural difference between the committed document and an upstream one. */
export interface Difference {
  /** What it means. */
  readonly kind: DifferenceKind;
  /** Where it is: `GET /usages parameter limit`, `Usage.quantity`, … in the committed document's names. */
  readonly place: string;
  /** What differs: `type`, `required`, `status 404`, … */
  readonly aspect: string;
  /** What the committed document says. */
  readonly ours: string;
  /** What upstream says. */
  readonly theirs: string;
  /** The ids of the committed document's operations that it touches, in order. */
  readonly operations: readonly string[];
  /** What would take the difference away. */
  readonly edits: readonly Edit[];
}

/** A difference where it was found. */
export type Found = Omit<Difference, "operations">;

/**
 * Names a difference for good: it is the same as long as both sides say what they say now.
 *
 * @param difference - The difference.
 * @returns One line.
 */
export function keyOf({
  place,
  aspect,
  ours,
  theirs,
}: Pick<Found, "aspect" | "ours" | "place" | "theirs">): string {
  return `${place} · ${aspect}: ${ours} → ${theirs}`;
}

const WEIGHTS: readonly DifferenceKind[] = ["breaking", "undocumented", "safe"];

/**
 * Gives the graver of two kinds.
 *
 * @param left - A kind.
 * @param right - Another.
 * @returns The one that matters.
 */
export function graver(left: DifferenceKind, right: DifferenceKind): DifferenceKind {
  return WEIGHTS.indexOf(left) <= WEIGHTS.indexOf(right) ? left : right;
}
