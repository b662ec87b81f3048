import type { Instant } from "@usage-billing/core";

/** The part of `Headers` that is read here. */
export interface HeaderReader {
  get(name: string): string | null;
}

const SECONDS = /^\d+(\.\d+)?$/;

/** The three forms of a date that RFC 9110, section 5.6.7, asks recipients to read. */
const HTTP_DATES: readonly RegExp[] = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

function readRetryAfter(text: string, now: Instant): number | undefined {
  if (SECONDS.test(text)) return Math.ceil(Number(text) * 1000);
  if (!HTTP_DATES.some((form) => form.test(text))) return undefined;
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : date - now;
}

function readEpoch(text: string, now: Instant): number | undefined {
  return SECONDS.test(text) ? Math.ceil(Number(text) * 1000) - now : undefined;
}

/**
 * Reads when a channel says to come back: `Retry-After` as seconds or as an HTTP date (RFC 9110),
 * or `X-RateLimit-Retry-After` as seconds since 1970, UTC (Rebilly's OpenAPI document).
 * When both are there, the longer wait counts.
 *
 * @param headers - The headers of the answer.
 * @param now - The present time, in milliseconds since 1970, UTC.
 * @returns The wait in milliseconds, at least 0; `undefined` when the channel does not say or cannot be understood.
 */
export function parseRetryAfter(headers: HeaderReader, now: Instant): number | undefined {
  const waits = [
    readRetryAfter(headers.get("retry-after")?.trim() ?? "", now),
    readEpoch(headers.get("x-ratelimit-retry-after")?.trim() ?? "", now),
  ].filter((wait) => Number.isFinite(wait));
  return waits.length === 0 ? undefined : Math.max(0, ...(waits as number[]));
}
