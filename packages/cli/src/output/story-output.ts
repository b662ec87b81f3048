import { formatInstant, type UsageRecord } from "@usage-billing/core";
import type { LedgerEntry, LedgerRecord } from "@usage-billing/ledger";
import type { RecordStory } from "../records/record-story.ts";
import { count } from "./count.ts";
import { describeEntry, type EntryContext } from "./entry-words.ts";
import { toPrintable } from "./printable.ts";
import { STATE_WORDS } from "./state-words.ts";

type Fact = readonly [name: string, value: string | undefined];

/**
 * Prints a record's period.
 *
 * @param record - The record.
 * @returns Both ends in UTC, or the one instant that it stands for.
 */
export function formatRecordPeriod({ period: { start, end } }: UsageRecord): string {
  if (start === end) return formatInstant(start);
  return `${formatInstant(start)} up to ${formatInstant(end)}`;
}

/**
 * Says what is to be done about a record.
 *
 * @param held - The record as the ledger knows it.
 * @returns A sentence that names the record where its id is to be given.
 */
export function nextStep({ record, state, replacedBy }: LedgerRecord): string {
  const { nextOfOne, next } = STATE_WORDS[state];
  const step = nextOfOne ?? next;
  if (step !== undefined) return `${step.replaceAll("RECORD_ID", record.recordId)}.`;
  if (state === "corrected" && replacedBy !== undefined) {
    return `Nothing is left to do; look at its replacement with "usage-billing show ${replacedBy}".`;
  }
  return "Nothing is left to do.";
}

function billingReferenceOf({ outcome }: LedgerRecord): string | undefined {
  return outcome?.status === "accepted" ? outcome.billingReference : undefined;
}

function describeDelivery({ delivery }: RecordStory): string | undefined {
  if (delivery === undefined) return undefined;
  const { id, body, records } = delivery.delivery;
  return `${id} (${count(records.length, "record")}, ${count(body.byteLength, "byte")}, SHA-256 ${delivery.sha256}, ${count(delivery.attempts, "attempt")}, ${delivery.state})`;
}

function listFacts(story: RecordStory): readonly Fact[] {
  const { held } = story;
  const { record, reference, replacedBy } = held;
  const source =
    record.source === undefined ? undefined : `${record.source.file}:${record.source.line}`;
  return [
    ["channel", record.channel],
    ["subscription", record.subscription],
    ["meter", record.meter],
    ["quantity", record.quantity.toString()],
    ["period", formatRecordPeriod(record)],
    ["description", record.description],
    ["read from", source],
    ["reference", reference],
    ["billed by", billingReferenceOf(held)],
    ["replaced by", replacedBy],
    ["delivery", describeDelivery(story)],
  ];
}

function formatFacts(facts: readonly Fact[]): readonly string[] {
  const known = facts.filter(([, value]) => value !== undefined && value !== "");
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `  ${name.padEnd(width)}  ${toPrintable(value ?? "")}`);
}

function contextOf({ held, delivery }: RecordStory, entry: LedgerEntry): EntryContext {
  const { recordId } = held.record;
  const isThis = delivery !== undefined && delivery.delivery.id === entry.deliveryId;
  return isThis ? { recordId, bytes: delivery.delivery.body.byteLength } : { recordId };
}

/**
 * Tells what happened to a record, in words.
 *
 * @param story - The record's story.
 * @returns The facts that say something about it, each with its words.
 */
export function describeHistory(story: RecordStory): readonly (readonly [LedgerEntry, string])[] {
  return story.entries.flatMap((entry) => {
    const words = describeEntry(entry, contextOf(story, entry));
    return words === undefined ? [] : [[entry, words] as const];
  });
}

function formatEntry([entry, words]: readonly [LedgerEntry, string]): string {
  const clock =
    entry.clock === undefined ? "" : ` (the machine's clock said ${formatInstant(entry.clock)})`;
  return `  ${formatInstant(entry.at)}  ${words}${clock}`;
}

/**
 * Prints everything that the ledger knows of a record, in words.
 *
 * @param story - The record's story.
 * @returns Lines: what it is now, what happened, and what to do next.
 */
export function formatStory(story: RecordStory): readonly string[] {
  const { record, state } = story.held;
  return [
    `Record ${record.recordId} is ${state}: ${STATE_WORDS[state].meaning}.`,
    "",
    ...formatFacts(listFacts(story)),
    "",
    "What happened (UTC):",
    ...describeHistory(story).map(formatEntry),
    "",
    `Next: ${nextStep(story.held)}`,
  ];
}

/**
 * Gives everything that the ledger knows of a record as JSON.
 *
 * @param story - The record's story.
 * @returns Times as ISO 8601, quantities as decimal text.
 */
export function storyToJson(story: RecordStory): unknown {
  const { held, delivery } = story;
  const { record, state, outcome, reference, replacedBy } = held;
  return {
    ...record,
    period: { start: formatInstant(record.period.start), end: formatInstant(record.period.end) },
    state,
    meaning: STATE_WORDS[state].meaning,
    next: nextStep(held),
    takenInAt: formatInstant(held.takenInAt),
    reference,
    replacedBy,
    outcome,
    ...(delivery === undefined
      ? {}
      : {
          delivery: {
            id: delivery.delivery.id,
            state: delivery.state,
            sha256: delivery.sha256,
            bytes: delivery.delivery.body.byteLength,
            records: delivery.delivery.records.length,
            attempts: delivery.attempts,
            intendedAt: formatInstant(delivery.intendedAt),
          },
        }),
    history: describeHistory(story).map(([{ sequence, at, kind, deliveryId, body }, words]) => ({
      sequence,
      at: formatInstant(at),
      kind,
      deliveryId,
      words,
      body,
    })),
  };
}
