import { type Instant, type Period, parseInstant } from "@usage-billing/core";

/**
 * Reads a time as Connect answers it: with an offset, `Z` or nothing (UTC), and up to microseconds,
 * of which the milliseconds are kept.
 *
 * @param text - For example `2026-10-01T00:00:00.120931+00:00`.
 * @returns The instant.
 * @throws {@link InvalidPeriodError} When it is no time.
 */
export function fromConnectTime(text: string): Instant {
  const time = text.length === 10 ? `${text}T00:00:00` : text;
  const milliseconds = time.replace(/(\.\d{3})\d+/, "$1");
  const hasZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(milliseconds);
  return parseInstant(hasZone ? milliseconds : `${milliseconds}Z`);
}

/**
 * Reads a period whose end is its last second, the way in which this adapter writes it.
 *
 * @param start - The first second.
 * @param end - The last second, as Connect answers it.
 * @returns The half-open period; equal ends stay an instant.
 * @throws {@link InvalidPeriodError} When one is no time.
 */
export function fromConnectPeriod(start: string, end: string): Period {
  const [first, last] = [fromConnectTime(start), fromConnectTime(end)];
  return { start: first, end: last === first ? last : last + 1000 };
}
