import type { Period } from "./period.ts";
import { sha256 } from "./sha256.ts";

/** The facts that make a usage record what it is. */
export interface RecordFacts {
  /** Where the usage was metered, for example the name of the vendor's export. */
  readonly source: string;
  /** The channel that bills for it. */
  readonly channel: string;
  /** The subscription in the channel's own words. */
  readonly subscription: string;
  /** The meter, where the channel has more than one for a subscription. */
  readonly meter?: string | undefined;
  /** The time that the usage covers. */
  readonly period: Period;
  /** 0 for the first report of the fact, 1 for its first correction, and so on. */
  readonly revision: number;
}

/**
 * Derives the id of a usage record from the fact that it reports.
 *
 * The same fact has the same id on every machine and in every run; the quantity is no part of it,
 * because a corrected quantity is a revision of the same fact.
 *
 * @param facts - What is reported.
 * @returns 32 lower-case hexadecimal digits: the first half of a SHA-256.
 */
export function deriveRecordId(facts: RecordFacts): string {
  const { source, channel, subscription, meter, period, revision } = facts;
  const { start, end } = period;
  const identity = [source, channel, subscription, meter ?? null, start, end, revision];
  return sha256(JSON.stringify(identity)).slice(0, 32);
}

/**
 * Derives the id of a delivery from what it holds.
 *
 * @param channel - The channel it goes to.
 * @param key - The delivery key that its records share.
 * @param recordIds - The ids of its records, in any order.
 * @returns 32 lower-case hexadecimal digits.
 */
export function deriveDeliveryId(
  channel: string,
  key: string,
  recordIds: readonly string[],
): string {
  const identity = [channel, key, [...recordIds].sort()];
  return sha256(JSON.stringify(identity)).slice(0, 32);
}
