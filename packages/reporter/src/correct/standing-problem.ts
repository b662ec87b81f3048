import type { UsageRecord } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { whyUnchangeable } from "../change/changeable.ts";
import type { CorrectionRefusal } from "./correction-types.ts";
import type { ReadChange } from "./read-change.ts";

/** A record as the ledger knows it, and what was made of it before. */
export interface Standing {
  readonly held: LedgerRecord;
  /** The record that is about to replace it, while it is `correcting`. */
  readonly replacing?: UsageRecord;
  /** Whether a credit note was stated for it. */
  readonly isCredited: boolean;
  /** The id of the record in whose place it was refused, and which the channel holds still. */
  readonly refusedFor?: string;
}

type Refused = Omit<CorrectionRefusal, "recordId" | "status">;

/** Parts the reasons of states from their ways out, which stand behind a semicolon. */
function toRefused(rule: string, words: string): Refused {
  const [reason = words, ...way] = words.split("; ");
  const fix = way.join("; ");
  const sentence =
    fix === "" ? "Look at it with show." : `${fix[0]?.toUpperCase()}${fix.slice(1)}.`;
  return { rule, reason, fix: sentence };
}

/**
 * Tells why a record cannot be corrected as it stands.
 *
 * @param standing - The record.
 * @returns The reason; `undefined` when it can be, or when a correction of it was begun.
 */
export function standingProblem({ held, isCredited, refusedFor }: Standing): Refused | undefined {
  const { state, replacedBy } = held;
  if (state === "correcting" || state === "retracting") return undefined;
  if (isCredited) {
    const reason = "was corrected by a credit note outside the API";
    return { rule: "already-corrected", reason, fix: "Settle a further difference there." };
  }
  if (replacedBy !== undefined) {
    const way = state === "corrected" ? "was replaced" : "is billed, and was made up for";
    const fix = `Correct ${replacedBy} instead.`;
    return { rule: "already-corrected", reason: `${way} by record ${replacedBy}`, fix };
  }
  if (refusedFor !== undefined) {
    const reason = `was refused as a correction of ${refusedFor}, which the channel holds still`;
    return { rule: "refused-correction", reason, fix: `Correct ${refusedFor} again.` };
  }
  if (state === "waiting" || state === "refused") return undefined;
  const words = whyUnchangeable(state);
  return words === undefined ? undefined : toRefused(`record-${state}`, words);
}

/**
 * Tells whether a change is another one than that which was begun.
 *
 * @param standing - The record.
 * @param change - What a person wants now.
 * @returns Why it has to wait; `undefined` when none was begun or it is the same.
 */
export function resumptionProblem(
  { held: { state, replacedBy }, replacing }: Standing,
  { kind, changed }: ReadChange,
): Refused | undefined {
  const rule = "unfinished-correction";
  if (state === "retracting" && kind !== "delete") {
    const fix = "Correct it with delete to finish that.";
    return { rule, reason: "is being taken back", fix };
  }
  if (state !== "correcting") return undefined;
  const isSame =
    kind !== "delete" &&
    replacing !== undefined &&
    replacing.quantity.equals(changed.quantity) &&
    replacing.meter === changed.meter &&
    replacing.period.start === changed.period.start &&
    replacing.period.end === changed.period.end;
  if (isSame) return undefined;
  const reason = `is being corrected to ${replacedBy}, which is something else`;
  return {
    rule,
    reason,
    fix: "Make that correction again to finish it; then correct what comes of it.",
  };
}
