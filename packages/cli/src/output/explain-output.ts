import { formatInstant, type KnownRefusal } from "@usage-billing/core";
import type { LedgerRecord } from "@usage-billing/ledger";
import type { Explanation, Sending } from "../explaining/collect-explanation.ts";
import type { MappedField } from "../explaining/explain-mapping.ts";
import type { RecordStory } from "../records/record-story.ts";
import { count } from "./count.ts";
import { describeOutcome } from "./outcome-words.ts";
import { toPrintable } from "./printable.ts";
import { STATE_WORDS } from "./state-words.ts";
import { formatRecordPeriod, nextStep, storyToJson } from "./story-output.ts";

const AGAIN: Readonly<Record<KnownRefusal["retry"], string>> = {
  "after the fix": "Sending it again helps after the fix only.",
  later: "It is sent again by itself; nothing has to be mended.",
  never: "Sending it again never helps.",
};

function describeRow({ story, row }: Explanation): readonly string[] {
  const { source } = story.held.record;
  if (source === undefined || row === undefined) {
    return ["  The ledger was not told where it was read from."];
  }
  const place = `  ${toPrintable(source.file)}:${source.line}`;
  if (row.state === "unreadable") return [`${place} (the file cannot be read from here any more)`];
  if (row.state === "no-such-row") return [`${place} (the file has no such row any more)`];
  const cells = Object.entries(row.values).map(([column, value]) => `${column}=${value}`);
  return [`${place}, where now stands:`, `    ${toPrintable(cells.join(", "))}`];
}

function describeField({ field, value, column, origin }: MappedField): string {
  const from = column === undefined ? (origin ?? "the configuration") : `column ${column}`;
  return `  ${field} = ${toPrintable(value)}  (${toPrintable(from)})`;
}

function describeSending(sending: Sending): string {
  const { at, kind, delivery, records, bytes, sha256 } = sending;
  const what = kind === "intent" ? "about to be sent" : "about to be sent again";
  const details =
    records === undefined || bytes === undefined
      ? ""
      : ` (${count(records, "record")}, ${count(bytes, "byte")}, SHA-256 ${sha256})`;
  return `  ${formatInstant(at)}  ${what} in delivery ${delivery}${details}`;
}

function describeRefusal({ id, meaning, fix, retry, basis }: KnownRefusal): readonly string[] {
  return [`  ${meaning}`, `    Fix: ${fix}`, `    ${AGAIN[retry]} (${id}, known from: ${basis})`];
}

function describeAnswer({ outcome }: LedgerRecord): readonly string[] {
  if (outcome === undefined) return ["  Nothing was said of it yet."];
  const said = describeOutcome(outcome);
  if (outcome.status !== "refused") return [`  Of the channel: ${said}.`];
  const { rule, field, message, channelWords } = outcome.problem;
  return [
    `  Rule ${rule}, field ${field}: ${toPrintable(message)}.`,
    ...(channelWords === undefined
      ? []
      : [`  The channel's words: "${toPrintable(channelWords)}"`]),
    ...(outcome.becauseOf === undefined
      ? []
      : [`  At fault: ${toPrintable(outcome.becauseOf.join(", "))}`]),
  ];
}

function describeMeaning({ story, refusals }: Explanation): readonly string[] {
  if (refusals.length > 0) return refusals.flatMap(describeRefusal);
  if (story.held.outcome?.status !== "refused") return [];
  return ["  docs/refusals.md has nothing like these words; the fix is what the channel names."];
}

/** What is to be credited outside the API, where a correction left the record as it is billed. */
function creditOf({ held, entries }: RecordStory): string | undefined {
  const { recordId } = held.record;
  for (const { kind, body } of entries.toReversed()) {
    const { record, credit } = Object(body) as { record?: string; credit?: string };
    if (kind === "revision" && record === recordId) return credit;
  }
  return undefined;
}

/** A part of an explanation: its heading, and lines that are indented under it. */
export interface ExplanationPart {
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * Says in parts why a record is where it is.
 *
 * @param explanation - The explanation.
 * @returns Its source and mapping, what was sent, what was said and what that means.
 */
export function explainInParts(explanation: Explanation): readonly ExplanationPart[] {
  const { story, mapping, sendings } = explanation;
  const sent = sendings.length === 0 ? ["  Nothing was sent yet."] : sendings.map(describeSending);
  return [
    { title: "Read from", lines: describeRow(explanation) },
    { title: "Mapping, by the configuration as it is now", lines: mapping.map(describeField) },
    { title: "Sent (UTC)", lines: sent },
    {
      title: "What was said",
      lines: [...describeAnswer(story.held), ...describeMeaning(explanation)],
    },
  ];
}

function askForCredit(credit: string): string {
  return `It was too much: the channel has to credit ${credit} of it, outside the API. Ask for the credit note, unless that was done.`;
}

/**
 * Prints why a record is where it is.
 *
 * @param explanation - The explanation.
 * @returns Lines: the record, its source and mapping, what was said and what it means, what was sent, and
 * what to do.
 */
export function formatExplanation(explanation: Explanation): readonly string[] {
  const { story, commands } = explanation;
  const { record, state } = story.held;
  const credit = creditOf(story);
  return [
    `Record ${toPrintable(record.recordId)} is ${state}: ${STATE_WORDS[state].meaning}.`,
    `It is usage of ${toPrintable(record.subscription)} for ${formatRecordPeriod(record)}.`,
    "",
    ...explainInParts(explanation).flatMap(({ title, lines }) => [`${title}:`, ...lines, ""]),
    `Next: ${credit === undefined ? nextStep(story.held) : askForCredit(credit)}`,
    ...commands.map((command) => `  $ ${toPrintable(command)}`),
  ];
}

/**
 * Gives why a record is where it is as JSON.
 *
 * @param explanation - The explanation.
 * @returns What `show` gives, with source row, mapping, refusals, sendings and commands.
 */
export function explanationToJson(explanation: Explanation): unknown {
  const { story, row, mapping, refusals, sendings, commands } = explanation;
  return {
    ...(storyToJson(story) as object),
    row,
    mapping,
    refusals: refusals.map(({ words, ...refusal }) => refusal),
    sendings: sendings.map(({ at, ...sending }) => ({ at: formatInstant(at), ...sending })),
    commands,
  };
}
