import { formatInstant, type Problem } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import { formatCandidate } from "./outcome-words.ts";
import { toPrintable } from "./printable.ts";
import { formatRecordPeriod, nextStep } from "./story-output.ts";

type Line = readonly [name: string, value: string | undefined];

function describeProblem({ message, field, rule, fix, channelWords }: Problem): readonly Line[] {
  return [
    ["problem", `${message} (field ${field}, rule ${rule})`],
    ["channel's words", channelWords],
    ["fix", fix],
  ];
}

function describeCause({ outcome, state }: LedgerRecord): readonly Line[] {
  if (outcome?.status === "refused") return describeProblem(outcome.problem);
  if (outcome?.status !== "unknown") return [];
  const candidates = (outcome.candidates ?? []).map(formatCandidate);
  return [
    ["reason", outcome.reason],
    ...candidates.map(
      (candidate): Line => [state === "disputed" ? "it holds" : "could be", candidate],
    ),
  ];
}

/**
 * Prints a record that was refused, is disputed or ambiguous: where it stands, what is wrong, and what to do.
 *
 * @param held - The record.
 * @returns Lines.
 */
export function formatFailed(held: LedgerRecord): readonly string[] {
  const { record, state } = held;
  const { recordId, channel, source, subscription, meter, quantity } = record;
  const place = source === undefined ? "" : `${toPrintable(source.file)}:${source.line}: `;
  const usage = [subscription, meter, quantity.toString(), formatRecordPeriod(record)]
    .filter((part) => part !== undefined)
    .join(", ");
  const lines: readonly Line[] = [
    ["usage", usage],
    ...describeCause(held),
    ["next", nextStep(held)],
  ];
  const known = lines.filter(([, value]) => value !== undefined);
  return [
    `${place}${channel}, record ${toPrintable(recordId)}: ${state}`,
    ...known.map(([name, value]) => `  ${name}: ${toPrintable(value ?? "")}`),
  ];
}

/**
 * Gives a record that was refused, is disputed or ambiguous as JSON.
 *
 * @param held - The record.
 * @returns Its facts, cause and next step.
 */
export function failedToJson(held: LedgerRecord): unknown {
  const { record, state, outcome } = held;
  return {
    recordId: record.recordId,
    channel: record.channel,
    state,
    subscription: record.subscription,
    meter: record.meter ?? null,
    quantity: record.quantity,
    period: { start: formatInstant(record.period.start), end: formatInstant(record.period.end) },
    ...record.source,
    ...(outcome?.status === "refused" ? { problem: outcome.problem } : {}),
    ...(outcome?.status === "unknown"
      ? { reason: outcome.reason, candidates: outcome.candidates ?? [] }
      : {}),
    next: nextStep(held),
  };
}
