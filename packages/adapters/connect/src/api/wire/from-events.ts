import type { Instant } from "@usage-billing/core";
import { fromReference, type Reference } from "./from-reference.ts";
import { present } from "./present.ts";
import { readCount, readInstant, readObject } from "./read-value.ts";

/** When something happened, and who did it. */
export interface ConnectEvent {
  /** Epoch milliseconds, UTC; the channel's microseconds are cut. */
  readonly at?: Instant;
  /** Who; missing when a rule did it, and its id may be a word that is no id. */
  readonly by?: Reference;
}

/** Events by their names, such as `created` or `submitted`; new names are possible. */
export type ConnectEvents = Readonly<Partial<Record<string, ConnectEvent>>>;

/** Numbers by their names, such as `uploaded` or `closed`; new names are possible. */
export type Counts = Readonly<Partial<Record<string, number>>>;

/**
 * Reads an event.
 *
 * @param value - What the channel answers.
 * @returns When and who, as far as it says.
 */
export function fromEvent(value: unknown): ConnectEvent {
  const { at, by } = readObject(value);
  return present({ at: readInstant(at), by: fromReference(by) });
}

/**
 * Reads events.
 *
 * @param value - What the channel answers.
 * @returns Those that happened.
 */
export function fromEvents(value: unknown): ConnectEvents {
  const entries = Object.entries(readObject(value));
  return Object.fromEntries(
    entries.filter(([, event]) => event != null).map(([name, event]) => [name, fromEvent(event)]),
  );
}

/**
 * Reads counts; the channel has answered them as text.
 *
 * @param value - What the channel answers.
 * @returns Those that are numbers.
 */
export function fromCounts(value: unknown): Counts {
  const counts: Record<string, number> = {};
  for (const [name, count] of Object.entries(readObject(value))) {
    const number = readCount(count);
    if (number !== undefined) counts[name] = number;
  }
  return counts;
}
