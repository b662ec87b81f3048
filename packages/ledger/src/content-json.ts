import {
  formatInstant,
  type Instant,
  parseInstant,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";

/** A usage record as the log holds it. */
interface ContentJson {
  recordId: string;
  channel: string;
  subscription: string;
  meter?: string;
  quantity: string;
  period: { start: string; end: string };
  description?: string;
  category?: string;
  amount?: string;
  tier?: number;
  acceptPartial?: boolean;
  attributes?: Record<string, string>;
  source?: { file: string; line: number };
}

const MAXIMUM_WRITTEN = 4_096;
const written = new Map<Instant, string>();

/** Writes an instant; many records of a batch have the same ones. */
function writeInstant(instant: Instant): string {
  const before = written.get(instant);
  if (before !== undefined) return before;
  const text = formatInstant(instant);
  if (written.size >= MAXIMUM_WRITTEN) written.clear();
  written.set(instant, text);
  return text;
}

function sortAttributes(attributes: UsageRecord["attributes"]): Record<string, string> | undefined {
  if (attributes === undefined) return undefined;
  const names = Object.keys(attributes).sort();
  return Object.fromEntries(names.map((name) => [name, attributes[name] ?? ""]));
}

/**
 * Writes what a usage record says as JSON: exact decimals as text, times as ISO 8601 in UTC.
 * Records that say the same give the same text, wherever they were read from.
 *
 * @param record - The record.
 * @returns The text, without the record's source.
 */
export function toContentJson(record: UsageRecord): string {
  return JSON.stringify({
    recordId: record.recordId,
    channel: record.channel,
    subscription: record.subscription,
    meter: record.meter,
    quantity: record.quantity,
    period: { start: writeInstant(record.period.start), end: writeInstant(record.period.end) },
    description: record.description,
    category: record.category,
    amount: record.amount,
    tier: record.tier,
    acceptPartial: record.acceptPartial,
    attributes: sortAttributes(record.attributes),
  });
}

/**
 * Adds to a record's content where it was read from.
 *
 * @param content - What {@link toContentJson} gave.
 * @param record - The same record.
 * @returns JSON that {@link fromContentJson} reads back to the record.
 */
export function withSource(content: string, record: UsageRecord): string {
  if (record.source === undefined) return content;
  const { file, line } = record.source;
  return `${content.slice(0, -1)},"source":${JSON.stringify({ file, line })}}`;
}

/**
 * Reads a record back.
 *
 * @param text - JSON from the log.
 * @returns The record, equal to the one that was written.
 */
export function fromContentJson(text: string): UsageRecord {
  const { quantity, period, amount, ...rest } = JSON.parse(text) as ContentJson;
  return {
    ...rest,
    quantity: Quantity.parse(quantity),
    period: { start: parseInstant(period.start), end: parseInstant(period.end) },
    ...(amount === undefined ? {} : { amount: Quantity.parse(amount) }),
  };
}
