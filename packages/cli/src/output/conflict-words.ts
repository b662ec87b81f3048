import { formatPeriod, type UsageRecord } from "@usage-billing/core";
import type { IntakeConflict, RecordState } from "@usage-billing/ledger";
import { correctCommand } from "../explaining/correct-command.ts";
import { toPrintable } from "./printable.ts";

/** States of a record that nothing is billed for, and that is not corrected any more. */
const ENDED: ReadonlySet<RecordState> = new Set(["retracted", "dismissed"]);
/** States in which a record can be corrected. */
const CORRECTABLE: ReadonlySet<RecordState> = new Set([
  ...(["waiting", "accepted", "pending", "partial", "refused"] as const),
]);

/** What of a record may be corrected, as people read it. */
const CORRECTED: Readonly<Record<string, (record: UsageRecord) => string>> = {
  quantity: ({ quantity }) => quantity.toString(),
  period: ({ period }) => formatPeriod(period),
  meter: ({ meter = "none" }) => meter,
};

function listChanged({ held, offered }: IntakeConflict): readonly string[] {
  return Object.keys(CORRECTED).filter((key) => {
    const read = CORRECTED[key];
    return read !== undefined && read(held) !== read(offered);
  });
}

function describeChange({ held, offered }: IntakeConflict, changed: readonly string[]): string {
  const [key = "", ...others] = changed;
  const read = CORRECTED[key];
  if (read === undefined) return "with another description or other attributes";
  const before = key === "quantity" ? read(held) : `${key} ${read(held)}`;
  const more = others.length === 0 ? "" : `, and another ${others.join(" and ")}`;
  return `with ${before}, not ${read(offered)}${more}`;
}

function describeFix(conflict: IntakeConflict, changed: readonly string[]): string {
  const { recordId, state, held, offered } = conflict;
  if (ENDED.has(state)) return "If it is to be billed, give it an id of its own in the source.";
  if (!CORRECTABLE.has(state)) return `See what comes next: usage-billing explain ${recordId}`;
  if (changed.length === 0) return "If that matters, give it an id of its own in the source.";
  return `If the source is right now: ${correctCommand(held, offered)}. If it is wrong, put the row back.`;
}

/**
 * Says of a record that was offered with other content than the ledger has where it stands, what of it
 * differs, and the way out.
 *
 * @param conflict - What the ledger has, and what was offered.
 * @returns Sentences.
 */
export function describeConflict(conflict: IntakeConflict): string {
  const { recordId, state, offered } = conflict;
  const { source } = offered;
  const place = source === undefined ? "" : `${source.file}:${source.line}: `;
  const changed = listChanged(conflict);
  const what = `record ${recordId} was taken in before ${describeChange(conflict, changed)} (it is ${state}); nothing was sent for it.`;
  return toPrintable(`${place}${what} ${describeFix(conflict, changed)}`);
}
