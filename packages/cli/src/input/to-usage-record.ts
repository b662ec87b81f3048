import {
  createPeriod,
  deriveRecordId,
  type Instant,
  parseInstant,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { Row } from "@usage-billing/sources";
import type { Columns } from "./columns.ts";
import { detach } from "./detach.ts";

/** What is needed to turn rows into usage records. */
export interface Mapping {
  /** Which column holds which field. */
  readonly columns: Columns;
  /** The name of the source, part of derived record ids. */
  readonly source: string;
  /** The ids of the channels that records may name. */
  readonly channels: ReadonlySet<string>;
  /** The channel of rows that name none. */
  readonly defaultChannel?: string;
}

/** A value that breaks a rule, with the column that it stands in. */
export class InvalidValue extends Error {
  /** The column's name. */
  readonly column: string;
  /** A stable name of the rule. */
  readonly rule: string;
  /** What to do about it. */
  readonly fix: string | undefined;

  /**
   * Makes the error.
   *
   * @param place - The column and the rule that its value breaks.
   * @param message - What is wrong.
   */
  constructor(place: { column: string; rule: string; fix?: string }, message: string) {
    super(message);
    this.column = place.column;
    this.rule = place.rule;
    this.fix = place.fix;
  }
}

const KEPT_INSTANTS = 4_096;
const instants = new Map<string, Instant>();

/** Usage files repeat the same few times over and over; reading each once saves a third of the work. */
function readInstant(text: string): Instant {
  const known = instants.get(text);
  if (known !== undefined) return known;
  const instant = parseInstant(text);
  if (instants.size >= KEPT_INSTANTS) instants.clear();
  instants.set(detach(text), instant);
  return instant;
}

const SHOWN_COLUMNS = 20;
const FILL_IN = "Fill the cell in, or take the row out.";

const NO_COLUMN = 'Let the source give it, or say under "columns" which column holds it.';

/** A row without a value: its cell is empty, or it has no such column at all. */
function missing({ columns }: Row, column: string): InvalidValue {
  if (columns.includes(column)) {
    return new InvalidValue({ column, rule: "missing-value", fix: FILL_IN }, "is empty");
  }
  const place = { column, rule: "missing-column", fix: NO_COLUMN };
  const there = columns.slice(0, SHOWN_COLUMNS).join(", ");
  return new InvalidValue(place, `is not there; the row has ${there || "no column"}`);
}

function required(row: Row, column: string): string {
  const value = row.value(column);
  if (value !== undefined) return value;
  throw missing(row, column);
}

function guarded<Value>(place: { column: string; rule: string }, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new InvalidValue(place, (error as Error).message);
  }
}

function readChannel(row: Row, { columns, channels, defaultChannel }: Mapping): string {
  const channel = row.value(columns.channel) ?? defaultChannel;
  if (channel === undefined) throw missing(row, columns.channel);
  if (channels.has(channel)) return channel;
  const fix = 'Correct the cell, or add the channel under "channels" in the configuration.';
  const place = { column: columns.channel, rule: "unknown-channel", fix };
  const message = `"${channel}" is no channel of the configuration, which has ${[...channels].join(", ")}`;
  throw new InvalidValue(place, message);
}

function readTier(text: string, column: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidValue({ column, rule: "invalid-tier" }, `"${text}" is not a whole number`);
}

function readBoolean(text: string, column: string): boolean {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  throw new InvalidValue({ column, rule: "invalid-boolean" }, `"${text}" is not true or false`);
}

function readAttributes(row: Row, attributes: Columns["attributes"]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, column] of Object.entries(attributes)) {
    const value = row.value(column);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** The fields that a row may leave out. */
function readOptional(row: Row, columns: Columns): Partial<UsageRecord> {
  const meter = row.value(columns.meter);
  const description = row.value(columns.description);
  const category = row.value(columns.category);
  const amount = row.value(columns.amount);
  const tier = row.value(columns.tier);
  const acceptPartial = row.value(columns.acceptPartial);
  const place = { column: columns.amount, rule: "invalid-amount" };
  const attributes = readAttributes(row, columns.attributes);
  return {
    ...(meter === undefined ? {} : { meter }),
    ...(description === undefined ? {} : { description }),
    ...(category === undefined ? {} : { category }),
    ...(amount === undefined ? {} : { amount: guarded(place, () => Quantity.parse(amount)) }),
    ...(tier === undefined ? {} : { tier: readTier(tier, columns.tier) }),
    ...(acceptPartial === undefined
      ? {}
      : { acceptPartial: readBoolean(acceptPartial, columns.acceptPartial) }),
    ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
  };
}

/**
 * Turns a row of an input file into a usage record.
 *
 * @param row - The row.
 * @param file - The file's name, for messages.
 * @param mapping - Columns, source name and channels.
 * @returns The record; its id is derived from the fact when the file has none.
 * @throws {@link InvalidValue} When a value breaks a rule.
 */
export function toUsageRecord(row: Row, file: string, mapping: Mapping): UsageRecord {
  const { columns, source } = mapping;
  const channel = readChannel(row, mapping);
  const subscription = required(row, columns.subscription);
  const quantityText = required(row, columns.quantity);
  const quantity = guarded({ column: columns.quantity, rule: "invalid-quantity" }, () =>
    Quantity.parse(quantityText),
  );
  const [startText, endText] = [required(row, columns.start), required(row, columns.end)];
  const start = guarded({ column: columns.start, rule: "invalid-time" }, () =>
    readInstant(startText),
  );
  const end = guarded({ column: columns.end, rule: "invalid-time" }, () => readInstant(endText));
  const period = guarded({ column: columns.end, rule: "end-before-start" }, () =>
    createPeriod(start, end),
  );
  const optional = readOptional(row, columns);
  const facts = { source, channel, subscription, meter: optional.meter, period, revision: 0 };
  return {
    recordId: row.value(columns.recordId) ?? deriveRecordId(facts),
    channel,
    subscription,
    quantity,
    period,
    ...optional,
    source: { file, line: row.line },
  };
}
