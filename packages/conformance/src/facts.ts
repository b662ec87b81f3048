import assert from "node:assert/strict";
import {
  type Channel,
  formatInstant,
  type HeldUsage,
  parseInstant,
  Quantity,
  type UsageRecord,
} from "@usage-billing/core";
import type { Bench, Subject } from "./bench.ts";
import { windowOf } from "./bench.ts";

/** How usage is written down to be compared. */
type Fact = string;

interface FactParts {
  readonly subscription: string;
  readonly meter?: string | null | undefined;
  readonly start: number;
  readonly end: number;
  readonly quantity: string;
}

function toFact({ capabilities }: Subject, parts: FactParts): Fact {
  const { subscription, meter, start, end, quantity } = parts;
  const what = capabilities.meter === "unused" ? subscription : `${subscription} ${meter}`;
  const time = capabilities.time === "instant" ? [start] : [start, end];
  return `${what} ${quantity} ${time.map(formatInstant).join("/")}`;
}

/**
 * Writes down what a channel must hold of some records, in a fixed order.
 *
 * @param subject - The channel.
 * @param records - The records.
 * @returns A line a record.
 */
export function factsOf(subject: Subject, records: readonly UsageRecord[]): readonly Fact[] {
  return records
    .map(({ subscription, meter, quantity, period }) =>
      toFact(subject, { subscription, meter, quantity: quantity.toString(), ...period }),
    )
    .sort();
}

/**
 * Writes down what the server itself says that it holds.
 *
 * @param bench - The channel and its server.
 * @returns A line a piece of usage.
 */
export async function storedFacts(bench: Bench): Promise<readonly Fact[]> {
  const stored = await bench.server.holds();
  return stored
    .map(({ subscription, meter, quantity, start, end }) =>
      toFact(bench, {
        subscription,
        meter,
        quantity: Quantity.parse(quantity).toString(),
        start: parseInstant(start),
        end: parseInstant(end),
      }),
    )
    .sort();
}

/**
 * Writes down usage as a channel lists it.
 *
 * @param subject - The channel.
 * @param held - The usage.
 * @returns A line a piece of usage.
 */
export function heldFacts(subject: Subject, held: readonly HeldUsage[]): readonly Fact[] {
  return held
    .map(({ subscription, meter, quantity, period }) =>
      toFact(subject, { subscription, meter, quantity: quantity.toString(), ...period }),
    )
    .sort();
}

/**
 * Lists what a channel holds of some subscriptions, all that the world has by default.
 *
 * @param subject - The world.
 * @param channel - The channel.
 * @param subscriptions - The subscriptions.
 * @returns The usage.
 */
export async function listAll(
  subject: Subject,
  channel: Channel,
  subscriptions: readonly string[] = subject.world.subscriptions.slice(0, 2),
): Promise<readonly HeldUsage[]> {
  return Array.fromAsync(channel.list({ ...windowOf(subject), subscriptions }));
}

/**
 * Asserts that the server holds these records and nothing else.
 *
 * @param bench - The channel and its server.
 * @param records - The records.
 * @param message - What it would mean when not.
 */
export async function assertStored(
  bench: Bench,
  records: readonly UsageRecord[],
  message = "the server holds something else than it should",
): Promise<void> {
  assert.deepEqual(await storedFacts(bench), factsOf(bench, records), message);
}
